"""Texts of the command line: Swedish source texts, translated in the context "CommandLine"."""

from vitec_desktop.report.language import QT_TRANSLATE_NOOP

OPTIONS = QT_TRANSLATE_NOOP("CommandLine", "Val")
FILE = QT_TRANSLATE_NOOP("CommandLine", "Vad")
SOURCE = QT_TRANSLATE_NOOP("CommandLine", "Vems rapport")
PERIOD = QT_TRANSLATE_NOOP("CommandLine", "Vilken period")

FILE_HELP = QT_TRANSLATE_NOOP(
    "CommandLine", "filen som ska skrivas: .xlsx blir en arbetsbok, .zip blir CSV-filer i ett arkiv"
)
DEMO_HELP = QT_TRANSLATE_NOOP("CommandLine", "påhittade exempeldata")
CONNECTION_HELP = QT_TRANSLATE_NOOP(
    "CommandLine", "en anslutning som har sparats i programmet; lösenordet hämtas ur datorns nyckelring"
)
BASE_URL_HELP = QT_TRANSLATE_NOOP("CommandLine", "tjänstens adress")
CUSTOMER_ID_HELP = QT_TRANSLATE_NOOP(
    "CommandLine", "kund-id, till exempel M30011 eller M30011=Solna; kan anges flera gånger"
)
USER_HELP = QT_TRANSLATE_NOOP("CommandLine", "användarnamn")
PASSWORD_HELP = QT_TRANSLATE_NOOP("CommandLine", "läs lösenordet från första raden på standard in, i UTF-8")
PRESET_HELP = QT_TRANSLATE_NOOP("CommandLine", "en av {presets}")
FROM_HELP = QT_TRANSLATE_NOOP("CommandLine", "första dagen, den är med")
TO_HELP = QT_TRANSLATE_NOOP("CommandLine", "sista dagen, den är med")
STATUS_HELP = QT_TRANSLATE_NOOP("CommandLine", "omfattning: aktiva (förvalt), aktiva och borttagna, eller borttagna")
ANONYMISE_HELP = QT_TRANSLATE_NOOP("CommandLine", "utelämna kontakter och meddelanden")
NO_COMPARISON_HELP = QT_TRANSLATE_NOOP("CommandLine", "hämta inte tidigare perioder att jämföra med")
SINCE_HELP = QT_TRANSLATE_NOOP(
    "CommandLine",
    "visa vad som ändrats: sedan senast sparade rapport (last), senaste exporten (last-export) eller en dag",
)
SAVE_REPORT_HELP = QT_TRANSLATE_NOOP("CommandLine", "spara den hämtade rapporten krypterad på datorn")
OVERWRITE_HELP = QT_TRANSLATE_NOOP("CommandLine", "skriv över filen om den finns")
QUIET_HELP = QT_TRANSLATE_NOOP("CommandLine", "skriv ingenting utom fel")
PROFILE_HELP = QT_TRANSLATE_NOOP("CommandLine", "mappen för inställningar och loggar")
LANGUAGE_HELP = QT_TRANSLATE_NOOP("CommandLine", "språk; annars datorns")
VERSION_HELP = QT_TRANSLATE_NOOP("CommandLine", "visa programmets version")
SELF_TEST_HELP = QT_TRANSLATE_NOOP(
    "CommandLine", "pröva programmet på den här datorn, med en rad per steg; skriv raderna även till FILE"
)
HELP_HELP = QT_TRANSLATE_NOOP("CommandLine", "visa den här hjälpen")
COMMANDS = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Utan kommando öppnas fönstret. export hämtar en rapport och sparar den som fil, utan fönster.\n"
    "archive visar och raderar sparade rapporter.",
)
EXIT_CODES = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Slutkoder: 0 komplett, 2 felaktig kommandorad, 3 skriven men inte komplett. När inget kunde läsas skrivs\n"
    "ingen fil: 4 inloggningen nekades, 5 åtkomst nekades, 6 fel hos tjänsten eller i nätverket.\n"
    "7 filen kunde inte skrivas, 130 avbruten. 3 är också när sparade rapporter inte kunde öppnas.",
)

ARCHIVE_EXIT_CODES = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Slutkoder: 0 gjort, 2 felaktig kommandorad eller förbjudet av IT, 7 kunde inte skrivas,\n"
    "8 sparade rapporter kan inte öppnas: nyckelringen är låst, har inte nyckeln eller är inte säker.",
)
ARCHIVE_ACTION_HELP = QT_TRANSLATE_NOOP(
    "CommandLine",
    "status; enable och disable slår på och av; list; delete tar bort en rapport; clear tar bort alla och nyckeln;"
    " forget tar bort en person ur alla",
)
ARCHIVE_VALUE_HELP = QT_TRANSLATE_NOOP(
    "CommandLine",
    "rapportens id för delete; för forget en persons hela namn eller kontakt-id, - för första raden på standard in",
)
MONTHS_HELP = QT_TRANSLATE_NOOP("CommandLine", "hur många månader rapporter sparas, högst {most_months}")
JSON_HELP = QT_TRANSLATE_NOOP("CommandLine", "skriv listan som JSON")
YES_HELP = QT_TRANSLATE_NOOP("CommandLine", "krävs för clear och forget, som inte går att ångra")
NO_SUCH_ARCHIVE_ACTION = QT_TRANSLATE_NOOP(
    "CommandLine", "Ange en av status, enable, disable, list, delete, clear och forget."
)
ARCHIVE_VALUE = QT_TRANSLATE_NOOP(
    "CommandLine", "delete behöver ett id och forget en text efter sig, de andra ingenting ({action})."
)
MONTHS_ALONE = QT_TRANSLATE_NOOP("CommandLine", "--months hör till enable.")
JSON_ALONE = QT_TRANSLATE_NOOP("CommandLine", "--json hör till list.")
YES_ALONE = QT_TRANSLATE_NOOP("CommandLine", "--yes hör till clear och forget, inte till {action}.")
YES_NEEDED = QT_TRANSLATE_NOOP("CommandLine", "{action} går inte att ångra. Lägg till --yes om det är meningen.")
NO_MONTHS = QT_TRANSLATE_NOOP("CommandLine", "--months: ”{given}” är inget antal månader från 1 till {most}.")
NO_SUCH_REPORT = QT_TRANSLATE_NOOP("CommandLine", "Det finns ingen sparad rapport med id ”{given}”.")
PERSON_NOT_UTF8 = QT_TRANSLATE_NOOP("CommandLine", "Namnet eller kontakt-id:t på standard in är inte skrivet i UTF-8.")
NAME_TOO_SHORT = QT_TRANSLATE_NOOP("CommandLine", "Ange personens hela namn eller kontakt-id.")
SAVING_OFF = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Rapporter sparas inte på den här datorn. Slå på det i programmet eller med ”vitec-desktop archive enable”.",
)
NOT_WITH_DEMO = QT_TRANSLATE_NOOP("CommandLine", "--since och --save-report kan inte användas med --demo.")
NO_SINCE = QT_TRANSLATE_NOOP("CommandLine", "--since: ”{given}” är varken last, last-export eller ett datum.")
ARCHIVE_ON = QT_TRANSLATE_NOOP("CommandLine", "Hämtade rapporter sparas krypterade på den här datorn.")
ARCHIVE_OFF = QT_TRANSLATE_NOOP("CommandLine", "Hämtade rapporter sparas inte.")
ARCHIVE_BY_IT = QT_TRANSLATE_NOOP("CommandLine", "Det bestäms av IT för den här datorn.")
ARCHIVE_MONTHS = QT_TRANSLATE_NOOP("CommandLine", "De sparas i %n månader.")
ARCHIVE_FOLDER = QT_TRANSLATE_NOOP("CommandLine", "Mapp: {folder}")
ARCHIVE_SIZE = QT_TRANSLATE_NOOP("CommandLine", "Sparade rapporter: {reports}, {size}")
ARCHIVE_DAMAGED = QT_TRANSLATE_NOOP("CommandLine", "Skadade filer har lagts åt sidan: {names}")
ARCHIVE_CLEARED = QT_TRANSLATE_NOOP("CommandLine", "Nyckeln och %n filer är borttagna.")
ARCHIVE_FILES_CLEARED = QT_TRANSLATE_NOOP("CommandLine", "%n filer är borttagna.")
ARCHIVE_KEY_CLEARED = QT_TRANSLATE_NOOP("CommandLine", "Nyckeln är borttagen. Inga rapporter var sparade.")
ARCHIVE_WAS_EMPTY = QT_TRANSLATE_NOOP("CommandLine", "Det fanns inget att ta bort.")
ARCHIVE_FORGOTTEN = QT_TRANSLATE_NOOP("CommandLine", "Rader som personen togs bort ur: {rows}, i %n rapporter.")
ARCHIVE_FORGOTTEN_NOTE = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Finns personen kvar i Vitec kommer den tillbaka med nästa hämtning. Filer som har exporterats är oförändrade.",
)
ARCHIVE_DAMAGED_FORGOTTEN = QT_TRANSLATE_NOOP(
    "CommandLine", "%n skadade filer kunde inte sökas igenom och är borttagna."
)
ARCHIVE_NOT_SEARCHED = QT_TRANSLATE_NOOP(
    "CommandLine",
    "%n filer kunde inte sökas igenom: de har en annan nyckel, är från en nyare version av programmet eller går inte"
    " att läsa. Personen kan finnas i dem.",
)
ARCHIVE_NOT_WRITTEN = QT_TRANSLATE_NOOP("CommandLine", "Sparade rapporter kunde inte ändras: {detail}")
ARCHIVE_FILES_LEFT = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Nyckeln är borttagen: ingen kan läsa de sparade rapporterna längre. Men alla filer kunde inte tas bort: {detail}",
)
ANSWER_NOT_WRITTEN = QT_TRANSLATE_NOOP("CommandLine", "Svaret kunde inte skrivas på standard ut: {detail}")

SEE_HELP = QT_TRANSLATE_NOOP("CommandLine", "Skriv ”{command} --help” för hjälp.")
NO_FILE = QT_TRANSLATE_NOOP("CommandLine", "Ange filen som ska skrivas, till exempel rapport.xlsx.")
NO_SUCH_FORMAT = QT_TRANSLATE_NOOP("CommandLine", "Filens namn måste sluta på .xlsx eller .zip: ”{given}”.")
ONE_SOURCE = QT_TRANSLATE_NOOP(
    "CommandLine", "Ange vems rapport: en av --demo, --connection, eller --base-url med --customer-id och --user."
)
SIGN_IN_LACKS = QT_TRANSLATE_NOOP("CommandLine", "Det saknas: {missing}.")
NO_CUSTOMER_ID = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Det här är inget kund-id: ”{given}”. Ett kund-id ser ut som M30011; flera skiljs med komma.",
)
COLON_IN_USER = QT_TRANSLATE_NOOP("CommandLine", "--user: ett användarnamn kan inte innehålla kolon.")
CONTROL_IN_USER = QT_TRANSLATE_NOOP("CommandLine", "--user: användarnamnet innehåller ett styrtecken.")
ONE_PERIOD = QT_TRANSLATE_NOOP("CommandLine", "Ange en period: antingen --period, eller --from och --to.")
BOTH_DAYS = QT_TRANSLATE_NOOP("CommandLine", "Ange både --from och --to.")
NO_SUCH_PERIOD = QT_TRANSLATE_NOOP("CommandLine", "Perioden ”{given}” finns inte. Välj en av {known}.")
NO_DAY = QT_TRANSLATE_NOOP("CommandLine", "{name}: ”{given}” är inget datum. Skriv det som 2026-10-31.")
ENDS_BEFORE_IT_BEGINS = QT_TRANSLATE_NOOP("CommandLine", "Perioden slutar ({last}) innan den börjar ({first}).")
NO_SUCH_STATUS = QT_TRANSLATE_NOOP("CommandLine", "Omfattningen ”{given}” finns inte. Välj en av {known}.")
NO_SUCH_LANGUAGE = QT_TRANSLATE_NOOP("CommandLine", "Språket ”{given}” finns inte. Välj en av {known}.")

NO_SUCH_SCHEDULE = QT_TRANSLATE_NOOP("CommandLine", "Den schemalagda exporten ”{given}” finns inte.")
NO_SCHEDULED_CONNECTION = QT_TRANSLATE_NOOP(
    "CommandLine", "Den schemalagda exportens anslutning finns inte längre, eller har inga kund-id."
)
RUN_NOT_SAVED = QT_TRANSLATE_NOOP(
    "CommandLine", "Hur exporten gick kunde inte sparas, så fönstret visar det inte. Filen: {path}"
)
SCHEDULED_ALONE = QT_TRANSLATE_NOOP(
    "CommandLine", "Med --scheduled kan bara --once, --since, --save-report, --profile, --language och --quiet anges."
)
ONCE_ALONE = QT_TRANSLATE_NOOP("CommandLine", "--once hör till --scheduled.")
ONCE_HELP = QT_TRANSLATE_NOOP("CommandLine", "ett enda försök med --scheduled, utan att vänta på nätet")
SCHEDULED_HELP = QT_TRANSLATE_NOOP(
    "CommandLine", "en export som har schemalagts i programmet; så startar datorns schemaläggare den"
)
NO_SUCH_CONNECTION = QT_TRANSLATE_NOOP("CommandLine", "Anslutningen ”{name}” finns inte.")
KNOWN_CONNECTIONS = QT_TRANSLATE_NOOP("CommandLine", "De som finns: {names}.")
NO_CONNECTIONS = QT_TRANSLATE_NOOP("CommandLine", "Ingen anslutning har sparats i programmet.")
SEVERAL_CONNECTIONS = QT_TRANSLATE_NOOP(
    "CommandLine", "Flera anslutningar heter ”{name}”; ge dem olika namn i programmet."
)
CONNECTION_WITHOUT_OFFICES = QT_TRANSLATE_NOOP("CommandLine", "Anslutningen ”{name}” har inga kund-id.")
CONNECTIONS_UNREADABLE = QT_TRANSLATE_NOOP("CommandLine", "Filen med anslutningar kunde inte läsas: {path}")
CONNECTIONS_DAMAGED = QT_TRANSLATE_NOOP("CommandLine", "Filen med anslutningar är skadad: {path}")

NO_PASSWORD_GIVEN = QT_TRANSLATE_NOOP("CommandLine", "Inget lösenord kom på standard in.")
PASSWORD_NOT_UTF8 = QT_TRANSLATE_NOOP("CommandLine", "Lösenordet på standard in är inte skrivet i UTF-8.")
PASSWORD_STRIPPED = QT_TRANSLATE_NOOP(
    "CommandLine", "Osynliga tecken i början eller slutet av lösenordet på standard in togs bort."
)
CONTROL_IN_PASSWORD = QT_TRANSLATE_NOOP(
    "CommandLine",
    "Lösenordet på standard in innehåller ett styrtecken, till exempel en tabb. Skriv bara lösenordet, i UTF-8.",
)
NO_PASSWORD_KEPT = QT_TRANSLATE_NOOP(
    "CommandLine", "Lösenordet för ”{name}” finns inte i datorns nyckelring. Öppna programmet och ange det där."
)
KEYRING_FAILED = QT_TRANSLATE_NOOP("CommandLine", "Lösenordet för ”{name}” kunde inte hämtas ur datorns nyckelring.")
KEYRING_NONE_FOUND = QT_TRANSLATE_NOOP("CommandLine", "Datorn har ingen nyckelring som programmet kan använda.")
KEYRING_PLAIN_TEXT = QT_TRANSLATE_NOOP(
    "CommandLine", "Den nyckelring som finns sparar lösenord i klartext och används inte."
)
KEYRING_LOCKED = QT_TRANSLATE_NOOP("CommandLine", "Nyckelringen är låst. Lås upp den och försök igen.")
KEYRING_REFUSED = QT_TRANSLATE_NOOP("CommandLine", "Nyckelringen svarade med ett fel.")
KEYRING_NOT_ANSWERING = QT_TRANSLATE_NOOP("CommandLine", "Nyckelringen svarar inte.")

FETCHING = QT_TRANSLATE_NOOP("CommandLine", "{done} av {total} · hämtar {office}, {days}")
WAITING = QT_TRANSLATE_NOOP("CommandLine", "{done} av {total} · väntar till {time} · {cause}")
FETCHED = QT_TRANSLATE_NOOP("CommandLine", "{done} av {total} · hämtat")
WRITING = QT_TRANSLATE_NOOP("CommandLine", "Skriver arbetsboken: {done} av %n rader")
WRITING_CSV = QT_TRANSLATE_NOOP("CommandLine", "Skriver CSV-filerna: {done} av %n rader")
COUNT = QT_TRANSLATE_NOOP("CommandLine", "{list}: {rows}")
COMPARING = QT_TRANSLATE_NOOP("CommandLine", "Hämtar tidigare perioder att jämföra med; Ctrl+C hoppar över dem.")
NOT_COMPARED = QT_TRANSLATE_NOOP(
    "CommandLine", "Alla tidigare perioder kunde inte hämtas: det som inte är känt står som – i filen."
)
COMPLETE = QT_TRANSLATE_NOOP("CommandLine", "Rapporten är komplett.")
INCOMPLETE = QT_TRANSLATE_NOOP("CommandLine", "Rapporten är inte komplett.")
OVERWRITE = QT_TRANSLATE_NOOP("CommandLine", "Välj ett annat namn, eller skriv över den med --overwrite.")
INTERRUPTED = QT_TRANSLATE_NOOP("CommandLine", "Avbrutet. Ingen fil har skrivits.")
UNEXPECTED = QT_TRANSLATE_NOOP("CommandLine", "Ett oväntat fel inträffade ({kind}).")
