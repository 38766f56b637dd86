"""The dialog that adds or changes a connection, and tests it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from vitec_desktop.accounts.connections import Connection, new_connection_id
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.ui.connections.connection_form import FilledForm, FormError, FormProblem, FormTexts, read_form
from vitec_desktop.ui.connections.office_list import OfficeEditor, unreadable_ids_text
from vitec_desktop.ui.connections.pasted_line import clean_pasted_text, control_characters_text
from vitec_desktop.ui.connections.texts import password_storage_text
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button, PickerButton
from vitec_desktop.ui.widgets.dialog import ScrollingDialog
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.form_field import FormField, PasswordEdit
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice, NoticeLevel
from vitec_desktop.ui.widgets.segmented import SegmentedControl
from vitec_desktop.webservice.base_url import LIVE_BASE_URL, TEST_BASE_URL
from vitec_desktop.webservice.errors import AccessRefused, RequestRefused, ServiceError, SignInRefused

_USES_PASSWORD, _USES_PORTAL_STRING = "password", "string"


class ConnectionDialog(ScrollingDialog):
    """Edits a connection. Its owner tests and saves it, and calls `show_result`, or `accept` once it is saved."""

    test_requested = Signal(FilledForm)
    test_cancel_requested = Signal()  # a field was edited that the running test depends on
    save_requested = Signal(FilledForm)

    def __init__(
        self,
        theme: Theme,
        keyring_name: str,
        connection: Connection | None = None,
        taken_names: Iterable[str] = (),
        parent: QWidget | None = None,
        defaults: MachineDefaults | None = None,
    ) -> None:
        """`keyring_name` is the name that users know, "" without a keyring; `defaults` are for a new connection."""
        super().__init__(theme, 560, parent)
        self._connection = connection
        self._defaults = defaults or MachineDefaults()
        self._connection_id = connection.id if connection else new_connection_id()
        self._taken_names = frozenset(taken_names)
        self._keyring_name = keyring_name
        self.setObjectName("connectionDialog")
        self.setWindowTitle(self.tr("Ändra anslutning") if connection else self.tr("Ny anslutning"))
        self._build_fields()
        self._build_footer()
        self._show_connection()
        self._on_sign_in_method_changed()
        for line in (self._user, self._password, self._portal_string, self._base_url):
            line.textChanged.connect(self._on_sign_in_edited)
        self._offices.changed.connect(self._on_sign_in_edited)
        self._sign_in_method.selected.connect(self._on_sign_in_edited)

    # For the owner --------------------------------------------------------------------------------------------

    def focus_cause(self, error: ServiceError) -> None:
        """Give the focus to the field that an error of a fetch blames: what to sign in with, the ids or the address."""
        if isinstance(error, SignInRefused):
            field: QWidget = self._password
        elif isinstance(error, AccessRefused | RequestRefused):
            field = self._offices.field.widget
        else:
            field = self._base_url
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_to(field)

    def show_testing(self) -> None:
        """Show that a test runs."""
        self.set_button_enabled(self._test_button, False)
        why = self.tr("Datorns nyckelring kan be om ditt godkännande.") if not self._password.text() else ""
        self._show_notice(Notice(NoticeLevel.INFO, self.tr("Testar anslutningen…"), why))

    def show_result(self, notice: Notice) -> None:
        """Show how a test or a save ended."""
        self._enable_buttons()
        self._show_notice(notice)

    def show_saving(self) -> None:
        """Show that the connection is being saved, which may wait for the user of the keyring."""
        for button in (self._test_button, self._save_button):
            self.set_button_enabled(button, False)
        self._show_notice(
            Notice(NoticeLevel.INFO, self.tr("Sparar…"), self.tr("Datorns nyckelring kan be om ditt godkännande."))
        )

    def _enable_buttons(self) -> None:
        for button in (self._test_button, self._save_button):
            self.set_button_enabled(button)

    # Building -------------------------------------------------------------------------------------------------

    def _build_fields(self) -> None:
        self._name = LineEdit()
        self._name.setObjectName("connectionName")
        self._name.setPlaceholderText(self.tr("Till exempel kedjans eller kontorets namn"))
        self._name_field = FormField(self.tr("Namn"), self._name)
        self.body.addWidget(self._name_field)
        self.body.addWidget(self._create_sign_in_methods())
        self.body.addWidget(self._create_sign_in_fields())
        self._offices = OfficeEditor(self.theme)
        self._offices.refused.connect(self.grow_to_content)
        self.body.addWidget(self._offices)
        self.body.addWidget(self._create_address_field())
        self._result = InlineNotice(self.theme)
        self._result.label.setObjectName("connectionTestResult")
        self._result.setAccessibleName(self.tr("Resultat av testet"))
        self.body.addWidget(self._result)
        self.body.addStretch(1)

    def _create_sign_in_methods(self) -> QWidget:
        methods = (
            (_USES_PASSWORD, self.tr("Användarnamn och lösenord")),
            (_USES_PORTAL_STRING, self.tr("Sträng från portalen")),
        )
        self._sign_in_method = SegmentedControl(self.theme, methods, name=self.tr("Logga in med"))
        self._sign_in_method.selected.connect(self._on_sign_in_method_changed)
        box = QWidget()
        column = QGridLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(4)
        column.addWidget(make_label(self.tr("Logga in med"), "strong"), 0, 0)
        column.addWidget(self._sign_in_method, 1, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _create_sign_in_fields(self) -> QWidget:
        self._user = LineEdit()
        self._user.setObjectName("connectionUser")
        self._user_field = FormField(self.tr("Användarnamn"), self._user)
        self._password = PasswordEdit(self.theme, "connectionPassword")
        self._password_field = FormField(self.tr("Lösenord"), self._password, beside=(self._password.reveal_button,))
        for line, field in ((self._user, self._user_field), (self._password, self._password_field)):
            clean_pasted_text(line, field)
        self._portal_string = PasswordEdit(self.theme, "connectionPortalString")
        help_text = self.tr("Strängen som partnerportalen visar färdig, med eller utan ”Basic” framför.")
        self._portal_string_field = FormField(
            self.tr("Sträng"), self._portal_string, help_text, beside=(self._portal_string.reveal_button,)
        )
        self._user_and_password = QWidget()
        row = QHBoxLayout(self._user_and_password)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._user_field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._password_field, 1, Qt.AlignmentFlag.AlignTop)
        self._sign_in_stack = QStackedWidget()
        self._sign_in_stack.addWidget(self._user_and_password)
        self._sign_in_stack.addWidget(self._portal_string_field)
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign_in_stack, 0, 0, 1, 2)
        grid.addWidget(IconLabel(self.theme, "lock", size=14), 1, 0)
        grid.addWidget(make_label(password_storage_text(self._keyring_name), "caption", wraps=True), 1, 1)
        return box

    def _create_address_field(self) -> QWidget:
        self._base_url = LineEdit()
        self._base_url.setObjectName("connectionBaseUrl")
        choose = PickerButton(self.theme, "", self.tr("Miljö"))
        choose.set_hint(self.tr("Välj miljö"))
        menu = Menu(choose)
        for text, address in ((self.tr("Skarp miljö"), LIVE_BASE_URL), (self.tr("Testmiljö"), TEST_BASE_URL)):
            menu.addAction(f"{text}  ·  {address.removeprefix('https://')}").triggered.connect(
                lambda _=False, address=address: self._base_url.setText(address)
            )
        choose.set_menu(menu)
        self._base_url_field = FormField(self.tr("Adress"), self._base_url, beside=(choose,))
        self._base_url.textChanged.connect(self._on_address_edited)
        return self._base_url_field

    def _build_footer(self) -> None:
        self._test_button = Button(self.theme, self.tr("Testa anslutning"), icon="refresh", parent=self)
        self._test_button.setObjectName("testConnectionButton")
        self._test_button.clicked.connect(lambda: self._emit_form(self.test_requested))
        self._save_button = self.make_action_button(self.tr("Spara"))
        self._save_button.setObjectName("saveConnectionButton")
        self._save_button.clicked.connect(lambda: self._emit_form(self.save_requested))
        self.add_buttons(self._save_button, self.tr("Avbryt"), helper=self._test_button)

    def _show_connection(self) -> None:
        saved = self._connection
        self._base_url.setText(saved.base_url if saved else self._defaults.base_url or LIVE_BASE_URL)
        if saved is None:
            self._offices.set_offices(self._defaults.offices)
        else:
            self._name.setText(saved.name)
            self._user.setText(saved.user)
            self._offices.set_offices(saved.offices)
            unchanged = self.tr("Oförändrat")
            self._password.setPlaceholderText(unchanged)
            self._portal_string.setPlaceholderText(unchanged)

    # When something happens -----------------------------------------------------------------------------------

    def _on_sign_in_method_changed(self) -> None:
        self._sign_in_stack.setCurrentIndex(int(self._uses_portal_string))
        # A stack is as high as its highest page; the hidden one must not count.
        pages = (self._user_and_password, self._portal_string_field)
        for index, page in enumerate(pages):
            is_shown = index == self._sign_in_stack.currentIndex()
            height = QSizePolicy.Policy.Preferred if is_shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self.resize_to_content()

    def _on_address_edited(self, text: str) -> None:
        names = {LIVE_BASE_URL: self.tr("Skarp miljö"), TEST_BASE_URL: self.tr("Testmiljö")}
        self._base_url_field.set_help_text(names.get(text.strip().rstrip("/"), self.tr("Egen adress")))

    def _on_sign_in_edited(self) -> None:
        """Hide the result of a test that no longer applies, and cancel a test that runs."""
        if self._result.notice is None or not self._save_button.isEnabled():
            return
        if not self._test_button.isEnabled():
            self.test_cancel_requested.emit()
        self._enable_buttons()
        self._result.clear()  # what stands below it stays where it is: the dialog keeps its height

    @property
    def _uses_portal_string(self) -> bool:
        return self._sign_in_method.current == _USES_PORTAL_STRING

    def _emit_form(self, request: SignalInstance) -> None:
        """Emit `request` with the form, or show the first error in it."""
        form = self._read_form()
        if form:
            request.emit(form)

    def _read_form(self) -> FilledForm | None:
        self._clear_errors()
        texts = FormTexts(
            name=self._name.text(),
            user=self._user.text(),
            password=self._password.text(),
            portal_string=self._portal_string.text(),
            uses_portal_string=self._uses_portal_string,
            customer_ids=self._offices.text,
            base_url=self._base_url.text(),
        )
        saved = self._connection
        try:
            return read_form(texts, self._connection_id, self._taken_names, saved.user if saved else None)
        except FormError as error:
            self._show_error(error)
            return None

    def _show_error(self, error: FormError) -> None:
        field, text = self._problem_fields(error)[error.problem]
        field.set_error(text)
        field.widget.setFocus()
        self.grow_to_content()
        self.scroll_to(field)

    def _problem_fields(self, error: FormError) -> dict[FormProblem, tuple[FormField, str]]:
        return {
            FormProblem.NAME_TAKEN: (self._name_field, self.tr("En annan anslutning heter så. Välj ett annat namn.")),
            FormProblem.NO_USER: (self._user_field, self.tr("Skriv användarnamnet.")),
            FormProblem.COLON_IN_USER: (self._user_field, self.tr("Ett användarnamn kan inte innehålla kolon.")),
            FormProblem.CONTROL_IN_USER: (self._user_field, control_characters_text()),
            FormProblem.CONTROL_IN_PASSWORD: (self._password_field, control_characters_text()),
            FormProblem.NO_PASSWORD: (self._password_field, self.tr("Skriv lösenordet.")),
            FormProblem.PORTAL_STRING: (
                self._portal_string_field,
                self.tr("Det är inte en sträng från portalen. Kopiera den en gång till, hela vägen."),
            ),
            FormProblem.NO_OFFICES: (self._offices.field, self.tr("Skriv minst ett kund-id, till exempel M30011.")),
            FormProblem.OFFICES: (
                self._offices.field,
                unreadable_ids_text(error.parts),
            ),
            FormProblem.ADDRESS: (
                self._base_url_field,
                self.tr("Adressen måste börja med https://, annars kan lösenordet läsas på vägen."),
            ),
        }

    def _clear_errors(self) -> None:
        fields = (
            self._name_field,
            self._user_field,
            self._password_field,
            self._portal_string_field,
            self._offices.field,
        )
        for field in (*fields, self._base_url_field):
            field.set_error("")

    def _show_notice(self, notice: Notice) -> None:
        self._result.show_notice(notice)
        self.resize_to_content()
        self.scroll_to(self._result)
