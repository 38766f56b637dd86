"""How everything looks: colours by role, sizes, icons, the style sheet. No other module holds a colour."""
