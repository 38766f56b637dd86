"""What a list's page remembers between two starts."""

from typing import TYPE_CHECKING, Any

from vitec_desktop.ui.table.layout import (
    columns_from_values,
    columns_to_values,
    filters_from_values,
    filters_to_values,
    sort_from_values,
    sort_to_values,
)

if TYPE_CHECKING:
    from vitec_desktop.ui.table.page import ListPage


def page_to_values(page: "ListPage") -> dict[str, Any]:
    """Columns, sorting, details, views, and filters: no search and no filter that names a person, unless the user saved
    it as a view and it is that view that is shown."""
    columns = page.model.columns
    wide, narrow = page.details_open
    return {
        "columns": columns_to_values(page.view.column_places(), columns),
        "sort": sort_to_values(page.model.sort_keys, columns),
        "filters": filters_to_values(page.model.filters, columns, with_personal=False),
        "details": {"wide": wide, "narrow": narrow},
        "views": page.views.own_views(),
        "view": page.views.chosen_name(),
        "shows_view": page.views.is_unchanged,
    }


def restore_page(page: "ListPage", values: Any) -> None:
    """Take over what `page_to_values` told; each part that is missing or makes no sense is left as at first."""
    values = values if isinstance(values, dict) else {}
    columns = page.model.columns
    places = columns_from_values(values.get("columns"), columns)
    if places is not None:
        page.view.place_columns(places)
    sort = sort_from_values(values.get("sort"), columns)
    if sort is not None:
        page.model.sort_by(sort)
    page.model.set_filters(filters_from_values(values.get("filters"), columns))
    _restore_details(page, values.get("details"))
    page.views.restore_own_views(values.get("views"))
    view = page.views.view_named(values.get("view"))
    if view is not None and values.get("shows_view") is True:
        page.views.choose(view)
    elif view is not None:
        page.views.take_as_chosen(view)


def _restore_details(page: "ListPage", values: Any) -> None:
    wide, narrow = (values.get("wide"), values.get("narrow")) if isinstance(values, dict) else (None, None)
    if isinstance(wide, bool) and isinstance(narrow, bool):
        page.set_details_open_by_width(wide, narrow)
