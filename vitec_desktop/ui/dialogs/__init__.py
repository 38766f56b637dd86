"""The dialogs: each a widget with signals in its user's words; none of them works on anything itself."""
