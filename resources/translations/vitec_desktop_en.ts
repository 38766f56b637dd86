<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="sv">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>Om Vitec Desktop</source>
            <translation>About Vitec Desktop</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <source>Hämtar kontorets tips och leads, visar vad som väntar och sparar ett Excelblad till mötet. Det enda som lämnar datorn är frågan efter rapporten.</source>
            <translation>Fetches the office's tips and leads, shows what is waiting and saves an Excel workbook for the meeting. The only thing that leaves the computer is the request for the report.</translation>
        </message>
        <message>
            <source>Behöver du hjälp?</source>
            <translation>Do you need help?</translation>
        </message>
        <message>
            <source>Användarnamn, lösenord och kund-id: Vitecs partnerportal. Något annat: kontorets IT, som gärna vill se loggen. Den nämner varken lösenord eller personer.</source>
            <translation>User name, password and customer ids: Vitec's partner portal. Anything else: the office's IT, who will want to see the log. It names neither passwords nor people.</translation>
        </message>
        <message>
            <source>Inställningar: {folder}</source>
            <translation>Settings: {folder}</translation>
        </message>
        <message>
            <source>Visa loggen</source>
            <translation>Show the log</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>Announcement</name>
        <message>
            <source>{text}, markerad</source>
            <translation>{text}, checked</translation>
        </message>
        <message>
            <source>{text}, inte markerad</source>
            <translation>{text}, not checked</translation>
        </message>
    </context>
    <context>
        <name>Archive</name>
        <message>
            <source>Rapporten kan inte öppnas.</source>
            <translation>The report cannot be opened.</translation>
        </message>
        <message>
            <source>Filen är skadad och har lagts åt sidan.</source>
            <translation>The file is damaged and has been set aside.</translation>
        </message>
        <message>
            <source>Den finns inte längre.</source>
            <translation>It is no longer there.</translation>
        </message>
        <message>
            <source>Den är från en nyare version av programmet.</source>
            <translation>It is from a newer version of the program.</translation>
        </message>
        <message>
            <source>Den har en annan nyckel.</source>
            <translation>It has another key.</translation>
        </message>
        <message>
            <source>Vitec nekade inloggningen till något av kontoren.</source>
            <translation>Vitec refused the sign-in to one of the offices.</translation>
        </message>
        <message>
            <source>Hämta igen: godtas inloggningen går den att öppna.</source>
            <translation>Fetch again: once the sign-in is accepted, it can be opened.</translation>
        </message>
        <message>
            <source>Hämtade rapporter kan sparas krypterade på den här datorn.</source>
            <translation>Fetched reports can be saved encrypted on this computer.</translation>
        </message>
        <message>
            <source>Alla som använder ditt Windows-konto kan läsa dem.</source>
            <translation>Everyone who uses your Windows account can read them.</translation>
        </message>
        <message>
            <source>Alla som använder ditt konto på datorn kan läsa dem.</source>
            <translation>Everyone who uses your account on the computer can read them.</translation>
        </message>
        <message>
            <source>Datorns nyckelring är låst.</source>
            <translation>The computer's keyring is locked.</translation>
        </message>
        <message>
            <source>De sparade rapporterna kan inte öppnas förrän den låses upp.</source>
            <translation>The saved reports cannot be opened until it is unlocked.</translation>
        </message>
        <message>
            <source>Nyckeln till de sparade rapporterna finns inte i datorns nyckelring.</source>
            <translation>The key to the saved reports is not in the computer's keyring.</translation>
        </message>
        <message>
            <source>De går inte att öppna, och tas bort om 30 dagar.</source>
            <translation>They cannot be opened, and are deleted in 30 days.</translation>
        </message>
        <message>
            <source>Börja om för att spara nya rapporter.</source>
            <translation>Start over to save new reports.</translation>
        </message>
        <message>
            <source>De sparade rapporterna är kopierade från en annan plats.</source>
            <translation>The saved reports were copied from another place.</translation>
        </message>
        <message>
            <source>De är stängda tills du väljer att använda dem här.</source>
            <translation>They stay closed until you choose to use them here.</translation>
        </message>
        <message>
            <source>Datorn har ingen säker nyckelring, så rapporter kan inte sparas.</source>
            <translation>The computer has no safe keyring, so reports cannot be saved.</translation>
        </message>
        <message>
            <source>Nyckeln är borttagen: ingen kan läsa de sparade rapporterna längre.</source>
            <translation>The key is deleted: nobody can read the saved reports any longer.</translation>
        </message>
        <message>
            <source>Men alla filer kunde inte tas bort.</source>
            <translation>But not all files could be deleted.</translation>
        </message>
        <message>
            <source>Töm arkivet igen när det är åtgärdat.</source>
            <translation>Empty the archive again once that is mended.</translation>
        </message>
        <message>
            <source>De sparade rapporterna kunde inte ändras.</source>
            <translation>The saved reports could not be changed.</translation>
        </message>
        <message>
            <source>Försök igen när det är åtgärdat.</source>
            <translation>Try again once that is mended.</translation>
        </message>
        <message>
            <source>Rapporten visas, men kunde inte sparas på datorn.</source>
            <translation>The report is shown, but could not be saved on the computer.</translation>
        </message>
        <message>
            <source>Hämta igen när det är åtgärdat.</source>
            <translation>Fetch again once that is mended.</translation>
        </message>
        <message>
            <source>Lås upp</source>
            <translation>Unlock</translation>
        </message>
        <message>
            <source>Använd dem här</source>
            <translation>Use them here</translation>
        </message>
        <message>
            <source>Börja om</source>
            <translation>Start over</translation>
        </message>
        <message>
            <source>Krypterade på den här datorn. Nyckeln ligger i {keyring}.</source>
            <translation>Encrypted on this computer. The key is in {keyring}.</translation>
        </message>
        <message numerus="yes">
            <source>%n rapporter</source>
            <translation>
                <numerusform>%n report</numerusform>
                <numerusform>%n reports</numerusform>
            </translation>
        </message>
        <message>
            <source>{size} av högst {max_size} MB</source>
            <translation>{size} of at most {max_size} MB</translation>
        </message>
        <message>
            <source>Hämtad {moment}.</source>
            <translation>Fetched {moment}.</translation>
        </message>
        <message>
            <source>Hämtade {moment}.</source>
            <translation>Fetched {moment}.</translation>
        </message>
        <message>
            <source>Innehållet går varken att läsa eller jämföra med.</source>
            <translation>The contents can neither be read nor compared with.</translation>
        </message>
        <message>
            <source>Hämta igen för en aktuell rapport. Skadade filer tas bort efter 30 dagar.</source>
            <translation>Fetch again for an up-to-date report. Damaged files are deleted after 30 days.</translation>
        </message>
        <message numerus="yes">
            <source>%n sparade rapporter är skadade och har lagts åt sidan.</source>
            <translation>
                <numerusform>%n saved report is damaged and has been set aside.</numerusform>
                <numerusform>%n saved reports are damaged and have been set aside.</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} (hämtad {moment})</source>
            <translation>{name} (fetched {moment})</translation>
        </message>
        <message>
            <source>Skadade filer har lagts åt sidan: {names}. De går inte att läsa och tas bort efter 30 dagar. Hämta igen för en aktuell rapport.</source>
            <translation>Damaged files have been set aside: {names}. They cannot be read and are deleted after 30 days. Fetch again for an up-to-date report.</translation>
        </message>
        <message numerus="yes">
            <source>%n har en annan nyckel och tas bort efter 30 dagar.</source>
            <translation>
                <numerusform>%n has another key and is removed after 30 days.</numerusform>
                <numerusform>%n have another key and are removed after 30 days.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n är från en nyare version av programmet.</source>
            <translation>
                <numerusform>%n is from a newer version of the program.</numerusform>
                <numerusform>%n are from a newer version of the program.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n låter datorn inte programmet läsa.</source>
            <translation>
                <numerusform>%n cannot be read: the computer does not allow it.</numerusform>
                <numerusform>%n cannot be read: the computer does not allow it.</numerusform>
            </translation>
        </message>
        <message>
            <source>Finns på {rows} i {reports}.</source>
            <translation>Found in {rows} of {reports}.</translation>
        </message>
        <message>
            <source>Finns inte i någon sparad rapport.</source>
            <translation>Not in any saved report.</translation>
        </message>
        <message numerus="yes">
            <source>%n skadade filer kan inte sökas igenom, och tas bort.</source>
            <translation>
                <numerusform>%n damaged file cannot be searched, and is deleted.</numerusform>
                <numerusform>%n damaged files cannot be searched, and are deleted.</numerusform>
            </translation>
        </message>
        <message>
            <source>Borttagen på {rows} i {reports}.</source>
            <translation>Removed from {rows} of {reports}.</translation>
        </message>
        <message numerus="yes">
            <source>%n skadade filer kunde inte sökas igenom, och är borttagna.</source>
            <translation>
                <numerusform>%n damaged file could not be searched, and has been deleted.</numerusform>
                <numerusform>%n damaged files could not be searched, and have been deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n andra filer kan inte sökas igenom: personen kan finnas där.</source>
            <translation>
                <numerusform>%n other file cannot be searched: the person may be in it.</numerusform>
                <numerusform>%n other files cannot be searched: the person may be in them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sparade rapporter</source>
            <translation>
                <numerusform>%n saved report</numerusform>
                <numerusform>%n saved reports</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ArchiveController</name>
        <message>
            <source>Sparade rapporter…</source>
            <translation>Saved reports…</translation>
        </message>
        <message>
            <source>Den här rapporten är sparad.</source>
            <translation>This report is saved.</translation>
        </message>
        <message>
            <source>Försök igen</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Spara rapporter</source>
            <translation>Save reports</translation>
        </message>
        <message>
            <source>Nej tack</source>
            <translation>No thanks</translation>
        </message>
        <message>
            <source>Vill du se vad som ändrats till nästa möte?</source>
            <translation>Would you like to see what has changed at the next meeting?</translation>
        </message>
    </context>
    <context>
        <name>ArchiveDialog</name>
        <message>
            <source>Sparade rapporter</source>
            <translation>Saved reports</translation>
        </message>
        <message>
            <source>Exempeldata sparas aldrig.</source>
            <translation>Sample data is never saved.</translation>
        </message>
        <message>
            <source>Bestäms av IT.</source>
            <translation>Decided by IT.</translation>
        </message>
        <message>
            <source>Äldre tas bort efter nästa hämtning.</source>
            <translation>Older ones are deleted after the next fetch.</translation>
        </message>
        <message>
            <source>Inga sparade rapporter än. Nästa hämtning sparas.</source>
            <translation>No saved reports yet. The next fetch is saved.</translation>
        </message>
        <message>
            <source>Inga sparade rapporter.</source>
            <translation>No saved reports.</translation>
        </message>
        <message>
            <source>Alla sparade rapporter går inte att öppna.</source>
            <translation>Not all saved reports can be opened.</translation>
        </message>
        <message>
            <source>Kan öppnas när hämtningen eller exporten är klar.</source>
            <translation>Can be opened when the fetch or the export is done.</translation>
        </message>
        <message>
            <source>Stängd tills Vitec godtar inloggningen igen.</source>
            <translation>Closed until Vitec accepts the sign-in again.</translation>
        </message>
        <message>
            <source>Underlag till senaste exporten, tas inte bort av sig själv.</source>
            <translation>Basis of the latest export, not deleted by itself.</translation>
        </message>
        <message>
            <source>Underlag till en schemalagd export, tas inte bort av sig själv.</source>
            <translation>Basis of a scheduled export, not deleted by itself.</translation>
        </message>
        <message>
            <source>Det som redan sparats ligger kvar.</source>
            <translation>What has been saved already stays.</translation>
        </message>
        <message numerus="yes">
            <source>%n månader</source>
            <translation>
                <numerusform>%n month</numerusform>
                <numerusform>%n months</numerusform>
            </translation>
        </message>
        <message>
            <source>Spara hämtade rapporter</source>
            <translation>Save fetched reports</translation>
        </message>
        <message>
            <source>Behåll i</source>
            <translation>Keep for</translation>
        </message>
        <message>
            <source>Visa tiden per person</source>
            <translation>Show the time of each person</translation>
        </message>
        <message>
            <source>Tiden till hantering, i exporten. Det är uppföljning av enskilda: berätta för personalen innan du slår på det, och fråga dig om kontorsnivån räcker.</source>
            <translation>The time to handling, in the export. It follows up individuals: tell the staff before you switch it on, and ask yourself whether the offices' figures are enough.</translation>
        </message>
        <message>
            <source>Ta bort</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Glöm en person…</source>
            <translation>Forget a person…</translation>
        </message>
        <message>
            <source>Töm arkivet…</source>
            <translation>Empty the archive…</translation>
        </message>
        <message>
            <source>Plats på disken</source>
            <translation>Place on the disk</translation>
        </message>
        <message>
            <source>Visa i mapp</source>
            <translation>Show in folder</translation>
        </message>
        <message>
            <source>Öppna rapporten</source>
            <translation>Open the report</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>ArchiveDialogController</name>
        <message>
            <source>Ta bort den sparade rapporten?</source>
            <translation>Delete the saved report?</translation>
        </message>
        <message>
            <source>Det går inte att ångra.</source>
            <translation>This cannot be undone.</translation>
        </message>
        <message>
            <source>Ta bort</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Töm arkivet?</source>
            <translation>Empty the archive?</translation>
        </message>
        <message>
            <source>Alla sparade rapporter tas bort. Det går inte att ångra.</source>
            <translation>All saved reports are deleted. This cannot be undone.</translation>
        </message>
        <message>
            <source>Töm arkivet</source>
            <translation>Empty the archive</translation>
        </message>
        <message>
            <source>Det fanns inga sparade rapporter att ta bort.</source>
            <translation>There were no saved reports to delete.</translation>
        </message>
        <message numerus="yes">
            <source>%n sparade rapporter är borttagna.</source>
            <translation>
                <numerusform>%n saved report has been deleted.</numerusform>
                <numerusform>%n saved reports have been deleted.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sparade rapporter</source>
            <translation>Saved reports</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Personen är glömd.</source>
            <translation>The person is forgotten.</translation>
        </message>
        <message>
            <source>Mappen kunde inte öppnas.</source>
            <translation>The folder could not be opened.</translation>
        </message>
    </context>
    <context>
        <name>CalendarGrid</name>
        <message>
            <source>Dagar</source>
            <translation>Days</translation>
        </message>
        <message>
            <source>v.</source>
            <translation>wk.</translation>
        </message>
    </context>
    <context>
        <name>CalendarPopup</name>
        <message>
            <source>Kalender</source>
            <translation>Calendar</translation>
        </message>
        <message>
            <source>Hela perioden</source>
            <translation>Whole period</translation>
        </message>
        <message>
            <source>Föregående månad</source>
            <translation>Previous month</translation>
        </message>
        <message>
            <source>Nästa månad</source>
            <translation>Next month</translation>
        </message>
        <message numerus="yes">
            <source>%n dagar</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message>
            <source>Idag</source>
            <translation>Today</translation>
        </message>
    </context>
    <context>
        <name>Changes</name>
        <message>
            <source>Bostad</source>
            <translation>Property</translation>
        </message>
        <message>
            <source>kopplad</source>
            <translation>linked</translation>
        </message>
        <message>
            <source>en annan</source>
            <translation>another one</translation>
        </message>
        <message>
            <source>Ändring</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>Lista</source>
            <translation>List</translation>
        </message>
        <message>
            <source>Fält</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>Från</source>
            <translation>From</translation>
        </message>
        <message>
            <source>Till</source>
            <translation>To</translation>
        </message>
        <message>
            <source>Sågs senast</source>
            <translation>Last seen</translation>
        </message>
        <message>
            <source>Sågs nu</source>
            <translation>Seen now</translation>
        </message>
        <message>
            <source>Rubrik</source>
            <translation>Title</translation>
        </message>
        <message>
            <source>Avsändare</source>
            <translation>Sender</translation>
        </message>
        <message>
            <source>Mottagare</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>Kontor</source>
            <translation>Office</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>Nytt</source>
            <translation>New</translation>
        </message>
        <message>
            <source>Ändrat</source>
            <translation>Changed</translation>
        </message>
        <message>
            <source>Borta</source>
            <translation>Gone</translation>
        </message>
    </context>
    <context>
        <name>ChartView</name>
        <message>
            <source>Diagrammet är kopierat som bild</source>
            <translation>The chart has been copied as a picture</translation>
        </message>
        <message>
            <source>Siffrorna är kopierade</source>
            <translation>The figures have been copied</translation>
        </message>
        <message>
            <source>Kopiera diagrammet som bild</source>
            <translation>Copy the chart as a picture</translation>
        </message>
        <message>
            <source>Kopiera siffrorna</source>
            <translation>Copy the figures</translation>
        </message>
    </context>
    <context>
        <name>CheckMenu</name>
        <message>
            <source>Bara detta</source>
            <translation>Only this</translation>
        </message>
        <message>
            <source>Sök</source>
            <translation>Search</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Delete tar bort filtret</source>
            <translation>Delete removes the filter</translation>
        </message>
    </context>
    <context>
        <name>ChipRow</name>
        <message>
            <source>Rensa filter</source>
            <translation>Clear filters</translation>
        </message>
        <message>
            <source>Aktiva filter</source>
            <translation>Active filters</translation>
        </message>
    </context>
    <context>
        <name>ColumnFilter</name>
        <message>
            <source>(Oförändrat)</source>
            <translation>(Unchanged)</translation>
        </message>
        <message>
            <source>(Saknas)</source>
            <translation>(Missing)</translation>
        </message>
        <message>
            <source>Från översikten</source>
            <translation>From the overview</translation>
        </message>
        <message>
            <source>innehåller ”{text}”</source>
            <translation>contains “{text}”</translation>
        </message>
        <message>
            <source>inget</source>
            <translation>nothing</translation>
        </message>
        <message>
            <source>inte {value}</source>
            <translation>not {value}</translation>
        </message>
    </context>
    <context>
        <name>ColumnFilterPopup</name>
        <message>
            <source>Filter: {column}</source>
            <translation>Filter: {column}</translation>
        </message>
        <message>
            <source>Sortera stigande</source>
            <translation>Sort ascending</translation>
        </message>
        <message>
            <source>Sortera fallande</source>
            <translation>Sort descending</translation>
        </message>
        <message>
            <source>Rensa</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Visa</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>Visa {count}</source>
            <translation>Show {count}</translation>
        </message>
    </context>
    <context>
        <name>ColumnListModel</name>
        <message>
            <source>Visas</source>
            <translation>Shown</translation>
        </message>
        <message>
            <source>Dolda</source>
            <translation>Hidden</translation>
        </message>
    </context>
    <context>
        <name>ColumnListView</name>
        <message>
            <source>{column}, dold</source>
            <translation>{column}, hidden</translation>
        </message>
        <message>
            <source>{column}, plats {place}</source>
            <translation>{column}, place {place}</translation>
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>Kontor</source>
            <translation>Office</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Lead</translation>
        </message>
        <message>
            <source>Tips</source>
            <translation>Tip</translation>
        </message>
        <message>
            <source>Avsändare</source>
            <translation>Sender</translation>
        </message>
        <message>
            <source>Mottagare</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>Skickat av</source>
            <translation>Sent by</translation>
        </message>
        <message>
            <source>Kontakt</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>Bostad</source>
            <translation>Estate</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>Namn</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Kundnummer</source>
            <translation>Customer number</translation>
        </message>
        <message>
            <source>Anställningsnummer</source>
            <translation>Employee number</translation>
        </message>
        <message>
            <source>Skapat</source>
            <translation>Created</translation>
        </message>
        <message>
            <source>När raden skapades, i svensk tid.</source>
            <translation>When the row was created, in Swedish time.</translation>
        </message>
        <message>
            <source>Ålder (dagar)</source>
            <translation>Age (days)</translation>
        </message>
        <message>
            <source>Hela dagar från dagen då raden skapades till dagen då rapporten hämtades.</source>
            <translation>Whole days from the day the row was created to the day the report was fetched.</translation>
        </message>
        <message>
            <source>Ändring</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>Vad som har hänt med raden sedan en tidigare hämtning.</source>
            <translation>What has happened to the row since an earlier fetch.</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Meddelande</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>Radens unika id i Vitec.</source>
            <translation>The row's own id in Vitec.</translation>
        </message>
        <message>
            <source>Leadets status när rapporten hämtades.</source>
            <translation>The lead's state when the report was fetched.</translation>
        </message>
        <message>
            <source>Namn på lead</source>
            <translation>Lead name</translation>
        </message>
        <message>
            <source>Leadets namn i Vitec.</source>
            <translation>The lead's name in Vitec.</translation>
        </message>
        <message>
            <source>Titel</source>
            <translation>Title</translation>
        </message>
        <message>
            <source>Leadets titel i Vitec.</source>
            <translation>The lead's title in Vitec.</translation>
        </message>
        <message>
            <source>Typ av lead</source>
            <translation>Lead type</translation>
        </message>
        <message>
            <source>Vad leadet gäller, så som det är angivet i Vitec.</source>
            <translation>What the lead is about, as given in Vitec.</translation>
        </message>
        <message>
            <source>Meddelandet som följer med leadet.</source>
            <translation>The message that came with the lead.</translation>
        </message>
        <message>
            <source>Leadets id</source>
            <translation>Lead id</translation>
        </message>
        <message>
            <source>Tipsets status när rapporten hämtades.</source>
            <translation>The tip's state when the report was fetched.</translation>
        </message>
        <message>
            <source>Rubrik</source>
            <translation>Heading</translation>
        </message>
        <message>
            <source>Rubrik på tipset, så som avsändaren skrev den.</source>
            <translation>The tip's heading, as the sender wrote it.</translation>
        </message>
        <message>
            <source>Avsändarens beskrivning. Mottagaren kan ha ändrat den senare.</source>
            <translation>The sender's description. The receiver may have changed it later.</translation>
        </message>
        <message>
            <source>Tipsets id</source>
            <translation>Tip id</translation>
        </message>
        <message>
            <source>Typ av tips</source>
            <translation>Tip type</translation>
        </message>
        <message>
            <source>Om tipset kommer från en kollega eller från en visning.</source>
            <translation>Whether the tip comes from a colleague or from a viewing.</translation>
        </message>
        <message>
            <source>Den person eller tjänst som skickade.</source>
            <translation>The person or service that sent it.</translation>
        </message>
        <message>
            <source>Avsändarens kontor</source>
            <translation>Sender's office</translation>
        </message>
        <message>
            <source>Kontoret som avsändaren hör till.</source>
            <translation>The office that the sender belongs to.</translation>
        </message>
        <message>
            <source>Avsändarens kundnummer</source>
            <translation>Sender's customer number</translation>
        </message>
        <message>
            <source>Kundnumret hos Vitec för avsändarens kontor.</source>
            <translation>The customer number at Vitec of the sender's office.</translation>
        </message>
        <message>
            <source>Avsändarens kontors-id</source>
            <translation>Sender's office id</translation>
        </message>
        <message>
            <source>Avsändarens id</source>
            <translation>Sender id</translation>
        </message>
        <message>
            <source>Den person, användargrupp eller det kontor som tog emot.</source>
            <translation>The person, user group or office that received it.</translation>
        </message>
        <message>
            <source>Mottagarens kontor</source>
            <translation>Receiver's office</translation>
        </message>
        <message>
            <source>Kontoret som mottagaren hör till.</source>
            <translation>The office that the receiver belongs to.</translation>
        </message>
        <message>
            <source>Mottagarens kundnummer</source>
            <translation>Receiver's customer number</translation>
        </message>
        <message>
            <source>Kundnumret hos Vitec för mottagarens kontor.</source>
            <translation>The customer number at Vitec of the receiver's office.</translation>
        </message>
        <message>
            <source>Mottagarens kontors-id</source>
            <translation>Receiver's office id</translation>
        </message>
        <message>
            <source>Mottagarens id</source>
            <translation>Receiver id</translation>
        </message>
        <message>
            <source>Mottagartyp</source>
            <translation>Receiver type</translation>
        </message>
        <message>
            <source>Om tipset gick till en användare, en användargrupp eller ett kontor.</source>
            <translation>Whether the tip went to a user, a user group or an office.</translation>
        </message>
        <message>
            <source>Mottagarens anställningsnummer</source>
            <translation>Receiver's employee number</translation>
        </message>
        <message>
            <source>Vem på det egna kontoret som skickade leadet vidare.</source>
            <translation>Who in our own office passed the lead on.</translation>
        </message>
        <message>
            <source>Typ av användare</source>
            <translation>User type</translation>
        </message>
        <message>
            <source>Om leadet skickades av en användare, en användargrupp eller ett kontor.</source>
            <translation>Whether the lead was sent by a user, a user group or an office.</translation>
        </message>
        <message>
            <source>Användar-id</source>
            <translation>User id</translation>
        </message>
        <message>
            <source>Kunden som det gäller. Tomt när kunden har tagits bort i Vitec.</source>
            <translation>The customer that it is about. Empty once the customer has been removed in Vitec.</translation>
        </message>
        <message>
            <source>Förnamn</source>
            <translation>First name</translation>
        </message>
        <message>
            <source>Efternamn</source>
            <translation>Last name</translation>
        </message>
        <message>
            <source>Kontakt-id</source>
            <translation>Contact id</translation>
        </message>
        <message>
            <source>Bostadsstatus</source>
            <translation>Estate status</translation>
        </message>
        <message>
            <source>Hur långt den kopplade bostaden har kommit, när rapporten hämtades. Tomt när ingen är kopplad.</source>
            <translation>How far the linked estate had come when the report was fetched. Empty where none is linked.</translation>
        </message>
        <message>
            <source>Status i beslutsstödsrapporter</source>
            <translation>Decision-support status</translation>
        </message>
        <message>
            <source>I beslutsstöd</source>
            <translation>Decision support</translation>
        </message>
        <message>
            <source>Bostadens status i Vitecs beslutsstödsrapporter; inte samma som bostadsstatus.</source>
            <translation>The estate's status in Vitec's decision-support reports; not the same as the estate status.</translation>
        </message>
        <message>
            <source>Status i beslutsstödsrapporter, id</source>
            <translation>Decision-support status, id</translation>
        </message>
        <message>
            <source>Beslutsstödsstatus</source>
            <translation>Decision-support status</translation>
        </message>
        <message>
            <source>Bostads-id</source>
            <translation>Estate id</translation>
        </message>
        <message>
            <source>Ett värde som programmet inte känner till, visat som det skickades.</source>
            <translation>A value that the program does not know, shown as it was sent.</translation>
        </message>
        <message>
            <source>Lista</source>
            <translation>List</translation>
        </message>
        <message>
            <source>Om raden är ett inkommande lead eller ett tips.</source>
            <translation>Whether the row is an incoming lead or a tip.</translation>
        </message>
        <message>
            <source>Status när rapporten hämtades.</source>
            <translation>State when the report was fetched.</translation>
        </message>
        <message>
            <source>Tipsets rubrik, eller leadets namn.</source>
            <translation>The tip's heading, or the lead's name.</translation>
        </message>
        <message>
            <source>Från</source>
            <translation>From</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Om raden hör till rapportens period eller är äldre.</source>
            <translation>Whether the row is of the report's period or older.</translation>
        </message>
        <message>
            <source>Meddelandet som följer med leadet eller tipset.</source>
            <translation>The message that comes with the lead or tip.</translation>
        </message>
    </context>
    <context>
        <name>ColumnsPopup</name>
        <message>
            <source>Kolumner</source>
            <translation>Columns</translation>
        </message>
        <message>
            <source>Sök kolumn</source>
            <translation>Search columns</translation>
        </message>
        <message>
            <source>Ingen kolumn matchar.</source>
            <translation>No column matches.</translation>
        </message>
        <message>
            <source>Återställ</source>
            <translation>Reset</translation>
        </message>
        <message>
            <source>Anpassa bredderna</source>
            <translation>Fit the widths</translation>
        </message>
        <message>
            <source>Visa alla</source>
            <translation>Show all</translation>
        </message>
    </context>
    <context>
        <name>CommandBar</name>
        <message>
            <source>Alla kontor</source>
            <translation>All offices</translation>
        </message>
        <message>
            <source>Inga kontor</source>
            <translation>No offices</translation>
        </message>
        <message>
            <source>Visar</source>
            <translation>Showing</translation>
        </message>
        <message>
            <source>Kontor</source>
            <translation>Offices</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Första dagen</source>
            <translation>First day</translation>
        </message>
        <message>
            <source>Sista dagen</source>
            <translation>Last day</translation>
        </message>
        <message>
            <source>Omfattning</source>
            <translation>Scope</translation>
        </message>
        <message>
            <source>Hämta rapport</source>
            <translation>Fetch report</translation>
        </message>
        <message>
            <source>Exportera…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <source>Vilka kontor rapporten hämtas för</source>
            <translation>Which offices the report is fetched for</translation>
        </message>
        <message>
            <source>Vilka dagar tips och leads ska ha skapats</source>
            <translation>On which days tips and leads were created</translation>
        </message>
        <message>
            <source>Första dagen; F4 öppnar kalendern</source>
            <translation>First day; F4 opens the calendar</translation>
        </message>
        <message>
            <source>Sista dagen, den är med; F4 öppnar kalendern</source>
            <translation>Last day, included; F4 opens the calendar</translation>
        </message>
        <message>
            <source>Om tips och leads som är borttagna i Vitec ska vara med</source>
            <translation>Whether tips and leads that have been removed in Vitec are to be included</translation>
        </message>
        <message>
            <source>Hämta rapporten för de valda kontoren och dagarna</source>
            <translation>Fetch the report for the chosen offices and days</translation>
        </message>
        <message>
            <source>Spara det som är hämtat som ett Excelblad</source>
            <translation>Save what has been fetched as an Excel workbook</translation>
        </message>
        <message>
            <source>Första dagen ligger efter den sista, {day}. Ändra någon av dem.</source>
            <translation>The first day is after the last one, {day}. Change one of them.</translation>
        </message>
        <message>
            <source>Sista dagen ligger före den första, {day}. Ändra någon av dem.</source>
            <translation>The last day is before the first one, {day}. Change one of them.</translation>
        </message>
        <message>
            <source>Inga</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Alla ({count})</source>
            <translation>All ({count})</translation>
        </message>
        <message>
            <source>{picked} av {count}</source>
            <translation>{picked} of {count}</translation>
        </message>
    </context>
    <context>
        <name>CommandLine</name>
        <message>
            <source>användning: </source>
            <translation>usage: </translation>
        </message>
        <message>
            <source>{name} behöver ett värde efter sig.</source>
            <translation>{name} needs a value after it.</translation>
        </message>
        <message>
            <source>{name} tar inget värde.</source>
            <translation>{name} takes no value.</translation>
        </message>
        <message>
            <source>”{name}” känns inte igen.</source>
            <translation>“{name}” is not known.</translation>
        </message>
        <message>
            <source>Kommandoraden kunde inte läsas: {name}</source>
            <translation>The command line could not be read: {name}</translation>
        </message>
        <message>
            <source>Val</source>
            <translation>Options</translation>
        </message>
        <message>
            <source>Vad</source>
            <translation>What</translation>
        </message>
        <message>
            <source>Vems rapport</source>
            <translation>Whose report</translation>
        </message>
        <message>
            <source>Vilken period</source>
            <translation>Which period</translation>
        </message>
        <message>
            <source>filen som ska skrivas: .xlsx blir en arbetsbok, .zip blir CSV-filer i ett arkiv</source>
            <translation>the file to write: .xlsx makes a workbook, .zip makes CSV files in an archive</translation>
        </message>
        <message>
            <source>påhittade exempeldata</source>
            <translation>invented sample data</translation>
        </message>
        <message>
            <source>en anslutning som har sparats i programmet; lösenordet hämtas ur datorns nyckelring</source>
            <translation>a connection saved in the program; its password is taken from the computer's keyring</translation>
        </message>
        <message>
            <source>tjänstens adress</source>
            <translation>the service's address</translation>
        </message>
        <message>
            <source>kund-id, till exempel M30011 eller M30011=Solna; kan anges flera gånger</source>
            <translation>customer id, such as M30011 or M30011=Solna; can be given several times</translation>
        </message>
        <message>
            <source>användarnamn</source>
            <translation>user name</translation>
        </message>
        <message>
            <source>läs lösenordet från första raden på standard in, i UTF-8</source>
            <translation>read the password from the first line of standard input, in UTF-8</translation>
        </message>
        <message>
            <source>en av {presets}</source>
            <translation>one of {presets}</translation>
        </message>
        <message>
            <source>första dagen, den är med</source>
            <translation>first day, included</translation>
        </message>
        <message>
            <source>sista dagen, den är med</source>
            <translation>last day, included</translation>
        </message>
        <message>
            <source>omfattning: aktiva (förvalt), aktiva och borttagna, eller borttagna</source>
            <translation>scope: active (the default), active and removed, or removed</translation>
        </message>
        <message>
            <source>utelämna kontakter och meddelanden</source>
            <translation>leave out contacts and messages</translation>
        </message>
        <message>
            <source>hämta inte tidigare perioder att jämföra med</source>
            <translation>do not fetch earlier periods to compare with</translation>
        </message>
        <message>
            <source>visa vad som ändrats: sedan senast sparade rapport (last), senaste exporten (last-export) eller en dag</source>
            <translation>show what has changed: since the report saved last (last), the last export (last-export) or a day</translation>
        </message>
        <message>
            <source>spara den hämtade rapporten krypterad på datorn</source>
            <translation>save the fetched report, encrypted, on the computer</translation>
        </message>
        <message>
            <source>skriv över filen om den finns</source>
            <translation>replace the file if it exists</translation>
        </message>
        <message>
            <source>skriv ingenting utom fel</source>
            <translation>write nothing but errors</translation>
        </message>
        <message>
            <source>mappen för inställningar och loggar</source>
            <translation>the folder of settings and logs</translation>
        </message>
        <message>
            <source>språk; annars datorns</source>
            <translation>language; otherwise the computer's</translation>
        </message>
        <message>
            <source>visa programmets version</source>
            <translation>show the program's version</translation>
        </message>
        <message>
            <source>pröva programmet på den här datorn, med en rad per steg; skriv raderna även till FILE</source>
            <translation>try the program on this computer, with a line for each step; write the lines to FILE too</translation>
        </message>
        <message>
            <source>visa den här hjälpen</source>
            <translation>show this help</translation>
        </message>
        <message>
            <source>Utan kommando öppnas fönstret. export hämtar en rapport och sparar den som fil, utan fönster.
archive visar och raderar sparade rapporter.</source>
            <translation>Without a command the window opens. export fetches a report and saves it as a file, without a window.
archive lists and erases saved reports.</translation>
        </message>
        <message>
            <source>Slutkoder: 0 komplett, 2 felaktig kommandorad, 3 skriven men inte komplett. När inget kunde läsas skrivs
ingen fil: 4 inloggningen nekades, 5 åtkomst nekades, 6 fel hos tjänsten eller i nätverket.
7 filen kunde inte skrivas, 130 avbruten. 3 är också när sparade rapporter inte kunde öppnas.</source>
            <translation>Exit codes: 0 complete, 2 wrong usage, 3 written but not complete. When nothing could be read, no file
is written: 4 sign-in refused, 5 access refused, 6 error of the service or the network.
7 the file could not be written, 130 interrupted. 3 also means that saved reports could not be opened.</translation>
        </message>
        <message>
            <source>Slutkoder: 0 gjort, 2 felaktig kommandorad eller förbjudet av IT, 7 kunde inte skrivas,
8 sparade rapporter kan inte öppnas: nyckelringen är låst, har inte nyckeln eller är inte säker.</source>
            <translation>Exit codes: 0 done, 2 wrong usage or forbidden by IT, 7 could not be written,
8 the saved reports cannot be opened: the keyring is locked, lacks the key or is not safe.</translation>
        </message>
        <message>
            <source>status; enable och disable slår på och av; list; delete tar bort en rapport; clear tar bort alla och nyckeln; forget tar bort en person ur alla</source>
            <translation>status; enable and disable turn saving on and off; list; delete removes a report; clear removes all and the key; forget removes a person from all</translation>
        </message>
        <message>
            <source>rapportens id för delete; för forget en persons hela namn eller kontakt-id, - för första raden på standard in</source>
            <translation>the report’s id for delete; for forget a person’s whole name or contact id, - for the first line of standard input</translation>
        </message>
        <message>
            <source>hur många månader rapporter sparas, högst {most_months}</source>
            <translation>for how many months reports are saved, {most_months} at most</translation>
        </message>
        <message>
            <source>skriv listan som JSON</source>
            <translation>write the list as JSON</translation>
        </message>
        <message>
            <source>krävs för clear och forget, som inte går att ångra</source>
            <translation>needed for clear and forget, which cannot be undone</translation>
        </message>
        <message>
            <source>Ange en av status, enable, disable, list, delete, clear och forget.</source>
            <translation>Give one of status, enable, disable, list, delete, clear and forget.</translation>
        </message>
        <message>
            <source>delete behöver ett id och forget en text efter sig, de andra ingenting ({action}).</source>
            <translation>delete needs an id after it and forget a text, the others nothing ({action}).</translation>
        </message>
        <message>
            <source>--months hör till enable.</source>
            <translation>--months belongs to enable.</translation>
        </message>
        <message>
            <source>--json hör till list.</source>
            <translation>--json belongs to list.</translation>
        </message>
        <message>
            <source>--yes hör till clear och forget, inte till {action}.</source>
            <translation>--yes belongs to clear and forget, not to {action}.</translation>
        </message>
        <message>
            <source>{action} går inte att ångra. Lägg till --yes om det är meningen.</source>
            <translation>{action} cannot be undone. Add --yes if you mean it.</translation>
        </message>
        <message>
            <source>--months: ”{given}” är inget antal månader från 1 till {most}.</source>
            <translation>--months: “{given}” is not a number of months from 1 to {most}.</translation>
        </message>
        <message>
            <source>Det finns ingen sparad rapport med id ”{given}”.</source>
            <translation>There is no saved report with the id “{given}”.</translation>
        </message>
        <message>
            <source>Namnet eller kontakt-id:t på standard in är inte skrivet i UTF-8.</source>
            <translation>The name or contact id on standard input is not written in UTF-8.</translation>
        </message>
        <message>
            <source>Ange personens hela namn eller kontakt-id.</source>
            <translation>Give the person’s whole name or contact id.</translation>
        </message>
        <message>
            <source>Rapporter sparas inte på den här datorn. Slå på det i programmet eller med ”vitec-desktop archive enable”.</source>
            <translation>Reports are not saved on this computer. Turn that on in the program or with “vitec-desktop archive enable”.</translation>
        </message>
        <message>
            <source>--since och --save-report kan inte användas med --demo.</source>
            <translation>--since and --save-report cannot be used with --demo.</translation>
        </message>
        <message>
            <source>--since: ”{given}” är varken last, last-export eller ett datum.</source>
            <translation>--since: “{given}” is neither last, last-export nor a date.</translation>
        </message>
        <message>
            <source>Hämtade rapporter sparas krypterade på den här datorn.</source>
            <translation>Fetched reports are saved, encrypted, on this computer.</translation>
        </message>
        <message>
            <source>Hämtade rapporter sparas inte.</source>
            <translation>Fetched reports are not saved.</translation>
        </message>
        <message>
            <source>Det bestäms av IT för den här datorn.</source>
            <translation>IT decides that for this computer.</translation>
        </message>
        <message numerus="yes">
            <source>De sparas i %n månader.</source>
            <translation>
                <numerusform>They are saved for %n month.</numerusform>
                <numerusform>They are saved for %n months.</numerusform>
            </translation>
        </message>
        <message>
            <source>Mapp: {folder}</source>
            <translation>Folder: {folder}</translation>
        </message>
        <message>
            <source>Sparade rapporter: {reports}, {size}</source>
            <translation>Saved reports: {reports}, {size}</translation>
        </message>
        <message>
            <source>Skadade filer har lagts åt sidan: {names}</source>
            <translation>Damaged files were set aside: {names}</translation>
        </message>
        <message numerus="yes">
            <source>Nyckeln och %n filer är borttagna.</source>
            <translation>
                <numerusform>Deleted: the key and %n file.</numerusform>
                <numerusform>Deleted: the key and %n files.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n filer är borttagna.</source>
            <translation>
                <numerusform>Deleted: %n file.</numerusform>
                <numerusform>Deleted: %n files.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nyckeln är borttagen. Inga rapporter var sparade.</source>
            <translation>Deleted: the key. No reports were saved.</translation>
        </message>
        <message>
            <source>Det fanns inget att ta bort.</source>
            <translation>There was nothing to delete.</translation>
        </message>
        <message numerus="yes">
            <source>Rader som personen togs bort ur: {rows}, i %n rapporter.</source>
            <translation>
                <numerusform>Rows that the person was removed from: {rows}, in %n report.</numerusform>
                <numerusform>Rows that the person was removed from: {rows}, in %n reports.</numerusform>
            </translation>
        </message>
        <message>
            <source>Finns personen kvar i Vitec kommer den tillbaka med nästa hämtning. Filer som har exporterats är oförändrade.</source>
            <translation>If Vitec still has the person, the next fetch brings them back. Files that were exported are unchanged.</translation>
        </message>
        <message numerus="yes">
            <source>%n skadade filer kunde inte sökas igenom och är borttagna.</source>
            <translation>
                <numerusform>%n damaged file could not be searched and has been deleted.</numerusform>
                <numerusform>%n damaged files could not be searched and have been deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n filer kunde inte sökas igenom: de har en annan nyckel, är från en nyare version av programmet eller går inte att läsa. Personen kan finnas i dem.</source>
            <translation>
                <numerusform>%n file could not be searched: it has another key, is of a newer version of the program or cannot be read. The person may be in it.</numerusform>
                <numerusform>%n files could not be searched: they have another key, are of a newer version of the program or cannot be read. The person may be in them.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sparade rapporter kunde inte ändras: {detail}</source>
            <translation>The saved reports could not be changed: {detail}</translation>
        </message>
        <message>
            <source>Nyckeln är borttagen: ingen kan läsa de sparade rapporterna längre. Men alla filer kunde inte tas bort: {detail}</source>
            <translation>The key is deleted: nobody can read the saved reports any longer. But not all files could be deleted: {detail}</translation>
        </message>
        <message>
            <source>Svaret kunde inte skrivas på standard ut: {detail}</source>
            <translation>The answer could not be written to standard output: {detail}</translation>
        </message>
        <message>
            <source>Skriv ”{command} --help” för hjälp.</source>
            <translation>Type “{command} --help” for help.</translation>
        </message>
        <message>
            <source>Ange filen som ska skrivas, till exempel rapport.xlsx.</source>
            <translation>Name the file to write, such as report.xlsx.</translation>
        </message>
        <message>
            <source>Filens namn måste sluta på .xlsx eller .zip: ”{given}”.</source>
            <translation>The file's name must end in .xlsx or .zip: “{given}”.</translation>
        </message>
        <message>
            <source>Ange vems rapport: en av --demo, --connection, eller --base-url med --customer-id och --user.</source>
            <translation>Say whose report: one of --demo, --connection, or --base-url with --customer-id and --user.</translation>
        </message>
        <message>
            <source>Det saknas: {missing}.</source>
            <translation>What is missing: {missing}.</translation>
        </message>
        <message>
            <source>Det här är inget kund-id: ”{given}”. Ett kund-id ser ut som M30011; flera skiljs med komma.</source>
            <translation>This is no customer id: “{given}”. A customer id looks like M30011; several are separated by commas.</translation>
        </message>
        <message>
            <source>--user: ett användarnamn kan inte innehålla kolon.</source>
            <translation>--user: a user name cannot contain a colon.</translation>
        </message>
        <message>
            <source>--user: användarnamnet innehåller ett styrtecken.</source>
            <translation>--user: the user name contains a control character.</translation>
        </message>
        <message>
            <source>Ange en period: antingen --period, eller --from och --to.</source>
            <translation>Give a period: either --period, or --from and --to.</translation>
        </message>
        <message>
            <source>Ange både --from och --to.</source>
            <translation>Give both --from and --to.</translation>
        </message>
        <message>
            <source>Perioden ”{given}” finns inte. Välj en av {known}.</source>
            <translation>There is no period “{given}”. Choose one of {known}.</translation>
        </message>
        <message>
            <source>{name}: ”{given}” är inget datum. Skriv det som 2026-10-31.</source>
            <translation>{name}: “{given}” is not a date. Write it as 2026-10-31.</translation>
        </message>
        <message>
            <source>Perioden slutar ({last}) innan den börjar ({first}).</source>
            <translation>The period ends ({last}) before it begins ({first}).</translation>
        </message>
        <message>
            <source>Omfattningen ”{given}” finns inte. Välj en av {known}.</source>
            <translation>There is no scope “{given}”. Choose one of {known}.</translation>
        </message>
        <message>
            <source>Språket ”{given}” finns inte. Välj en av {known}.</source>
            <translation>There is no language “{given}”. Choose one of {known}.</translation>
        </message>
        <message>
            <source>Den schemalagda exporten ”{given}” finns inte.</source>
            <translation>There is no scheduled export “{given}”.</translation>
        </message>
        <message>
            <source>Den schemalagda exportens anslutning finns inte längre, eller har inga kund-id.</source>
            <translation>The connection of the scheduled export does not exist any more, or has no customer ids.</translation>
        </message>
        <message>
            <source>Hur exporten gick kunde inte sparas, så fönstret visar det inte. Filen: {path}</source>
            <translation>How the export went could not be saved, so the window will not show it. The file: {path}</translation>
        </message>
        <message>
            <source>Med --scheduled kan bara --once, --since, --save-report, --profile, --language och --quiet anges.</source>
            <translation>With --scheduled only --once, --since, --save-report, --profile, --language and --quiet can be given.</translation>
        </message>
        <message>
            <source>--once hör till --scheduled.</source>
            <translation>--once belongs to --scheduled.</translation>
        </message>
        <message>
            <source>ett enda försök med --scheduled, utan att vänta på nätet</source>
            <translation>a single try with --scheduled, without waiting for the network</translation>
        </message>
        <message>
            <source>en export som har schemalagts i programmet; så startar datorns schemaläggare den</source>
            <translation>an export that was scheduled in the program; this is how the computer's scheduler starts it</translation>
        </message>
        <message>
            <source>Anslutningen ”{name}” finns inte.</source>
            <translation>There is no connection “{name}”.</translation>
        </message>
        <message>
            <source>De som finns: {names}.</source>
            <translation>There are: {names}.</translation>
        </message>
        <message>
            <source>Ingen anslutning har sparats i programmet.</source>
            <translation>No connection has been saved in the program.</translation>
        </message>
        <message>
            <source>Flera anslutningar heter ”{name}”; ge dem olika namn i programmet.</source>
            <translation>Several connections are called “{name}”; give them different names in the program.</translation>
        </message>
        <message>
            <source>Anslutningen ”{name}” har inga kund-id.</source>
            <translation>The connection “{name}” has no customer ids.</translation>
        </message>
        <message>
            <source>Filen med anslutningar kunde inte läsas: {path}</source>
            <translation>The file of connections could not be read: {path}</translation>
        </message>
        <message>
            <source>Filen med anslutningar är skadad: {path}</source>
            <translation>The file of connections is damaged: {path}</translation>
        </message>
        <message>
            <source>Inget lösenord kom på standard in.</source>
            <translation>No password came on standard input.</translation>
        </message>
        <message>
            <source>Lösenordet på standard in är inte skrivet i UTF-8.</source>
            <translation>The password on standard input is not written in UTF-8.</translation>
        </message>
        <message>
            <source>Osynliga tecken i början eller slutet av lösenordet på standard in togs bort.</source>
            <translation>Invisible characters at the start or end of the password on standard input were removed.</translation>
        </message>
        <message>
            <source>Lösenordet på standard in innehåller ett styrtecken, till exempel en tabb. Skriv bara lösenordet, i UTF-8.</source>
            <translation>The password on standard input contains a control character, such as a tab. Write only the password, in UTF-8.</translation>
        </message>
        <message>
            <source>Lösenordet för ”{name}” finns inte i datorns nyckelring. Öppna programmet och ange det där.</source>
            <translation>The password of “{name}” is not in the computer's keyring. Open the program and enter it there.</translation>
        </message>
        <message>
            <source>Lösenordet för ”{name}” kunde inte hämtas ur datorns nyckelring.</source>
            <translation>The password of “{name}” could not be taken from the computer's keyring.</translation>
        </message>
        <message>
            <source>Datorn har ingen nyckelring som programmet kan använda.</source>
            <translation>The computer has no keyring that the program can use.</translation>
        </message>
        <message>
            <source>Den nyckelring som finns sparar lösenord i klartext och används inte.</source>
            <translation>The keyring there is keeps passwords in plain text and is not used.</translation>
        </message>
        <message>
            <source>Nyckelringen är låst. Lås upp den och försök igen.</source>
            <translation>The keyring is locked. Unlock it and try again.</translation>
        </message>
        <message>
            <source>Nyckelringen svarade med ett fel.</source>
            <translation>The keyring answered with an error.</translation>
        </message>
        <message>
            <source>Nyckelringen svarar inte.</source>
            <translation>The keyring does not answer.</translation>
        </message>
        <message>
            <source>{done} av {total} · hämtar {office}, {days}</source>
            <translation>{done} of {total} · fetching {office}, {days}</translation>
        </message>
        <message>
            <source>{done} av {total} · väntar till {time} · {cause}</source>
            <translation>{done} of {total} · waiting until {time} · {cause}</translation>
        </message>
        <message>
            <source>{done} av {total} · hämtat</source>
            <translation>{done} of {total} · fetched</translation>
        </message>
        <message numerus="yes">
            <source>Skriver arbetsboken: {done} av %n rader</source>
            <translation>
                <numerusform>Writing the workbook: {done} of %n row</numerusform>
                <numerusform>Writing the workbook: {done} of %n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skriver CSV-filerna: {done} av %n rader</source>
            <translation>
                <numerusform>Writing the CSV files: {done} of %n row</numerusform>
                <numerusform>Writing the CSV files: {done} of %n rows</numerusform>
            </translation>
        </message>
        <message>
            <source>{list}: {rows}</source>
            <translation>{list}: {rows}</translation>
        </message>
        <message>
            <source>Hämtar tidigare perioder att jämföra med; Ctrl+C hoppar över dem.</source>
            <translation>Fetching earlier periods to compare with; Ctrl+C skips them.</translation>
        </message>
        <message>
            <source>Alla tidigare perioder kunde inte hämtas: det som inte är känt står som – i filen.</source>
            <translation>Not all earlier periods could be fetched: what is not known is shown as – in the file.</translation>
        </message>
        <message>
            <source>Rapporten är komplett.</source>
            <translation>The report is complete.</translation>
        </message>
        <message>
            <source>Rapporten är inte komplett.</source>
            <translation>The report is not complete.</translation>
        </message>
        <message>
            <source>Välj ett annat namn, eller skriv över den med --overwrite.</source>
            <translation>Choose another name, or overwrite it with --overwrite.</translation>
        </message>
        <message>
            <source>Avbrutet. Ingen fil har skrivits.</source>
            <translation>Interrupted. No file has been written.</translation>
        </message>
        <message>
            <source>Ett oväntat fel inträffade ({kind}).</source>
            <translation>An unexpected error occurred ({kind}).</translation>
        </message>
        <message>
            <source>Det finns ingen skärm att öppna fönstret på. Använd ”vitec-desktop export”, eller prova med --demo.</source>
            <translation>There is no display to open the window on. Use “vitec-desktop export”, or try it with --demo.</translation>
        </message>
        <message>
            <source>Bilden kunde inte sparas: {path}</source>
            <translation>The picture could not be saved: {path}</translation>
        </message>
    </context>
    <context>
        <name>ComparisonController</name>
        <message>
            <source>Hämtar jämförelsen…</source>
            <translation>Fetching the comparison…</translation>
        </message>
        <message>
            <source>Det som saknas räknas inte i jämförelsen.</source>
            <translation>What is missing is not counted in the comparison.</translation>
        </message>
        <message>
            <source>Perioden att jämföra med kan inte hämtas.</source>
            <translation>The period to compare with cannot be fetched.</translation>
        </message>
        <message>
            <source>Ett av rapportens kontor har ingen anslutning längre. Hämta en ny rapport.</source>
            <translation>One of the report's offices has no connection any more. Fetch a new report.</translation>
        </message>
        <message>
            <source>Perioden att jämföra med kunde inte hämtas.</source>
            <translation>The period to compare with could not be fetched.</translation>
        </message>
    </context>
    <context>
        <name>ComparisonNotice</name>
        <message>
            <source>Försök igen</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Stäng meddelandet</source>
            <translation>Close the message</translation>
        </message>
    </context>
    <context>
        <name>ConnectionController</name>
        <message>
            <source>Lägg till anslutning</source>
            <translation>Add connection</translation>
        </message>
        <message>
            <source>Lösenordet behövs för testet.</source>
            <translation>The password is needed for the test.</translation>
        </message>
        <message>
            <source>Testet kunde inte göras.</source>
            <translation>The test could not be made.</translation>
        </message>
        <message>
            <source>Lösenordet kan ligga kvar i nyckelringen.</source>
            <translation>The password may still be in the keyring.</translation>
        </message>
        <message>
            <source>Lösenordet tas också bort ur datorns nyckelring.</source>
            <translation>Its password is deleted from the computer's keyring too.</translation>
        </message>
        <message>
            <source>Rapporter som programmet har sparat från anslutningen raderas.</source>
            <translation>Reports from it that the program has saved are erased.</translation>
        </message>
        <message>
            <source>Filer som du har exporterat ligger kvar.</source>
            <translation>Files that you have exported stay.</translation>
        </message>
        <message>
            <source>Ta bort anslutning</source>
            <translation>Delete connection</translation>
        </message>
        <message>
            <source>Ta bort anslutningen ”{name}”?</source>
            <translation>Delete the connection “{name}”?</translation>
        </message>
        <message>
            <source>Ta bort</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Behåll</source>
            <translation>Keep</translation>
        </message>
    </context>
    <context>
        <name>ConnectionDialog</name>
        <message>
            <source>Ändra anslutning</source>
            <translation>Change connection</translation>
        </message>
        <message>
            <source>Ny anslutning</source>
            <translation>New connection</translation>
        </message>
        <message>
            <source>Datorns nyckelring kan be om ditt godkännande.</source>
            <translation>The computer's keyring may ask for your approval.</translation>
        </message>
        <message>
            <source>Testar anslutningen…</source>
            <translation>Testing the connection…</translation>
        </message>
        <message>
            <source>Sparar…</source>
            <translation>Saving…</translation>
        </message>
        <message>
            <source>Till exempel kedjans eller kontorets namn</source>
            <translation>Such as the name of the chain or the office</translation>
        </message>
        <message>
            <source>Namn</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Resultat av testet</source>
            <translation>Result of the test</translation>
        </message>
        <message>
            <source>Användarnamn och lösenord</source>
            <translation>User name and password</translation>
        </message>
        <message>
            <source>Sträng från portalen</source>
            <translation>String from the portal</translation>
        </message>
        <message>
            <source>Logga in med</source>
            <translation>Sign in with</translation>
        </message>
        <message>
            <source>Användarnamn</source>
            <translation>User name</translation>
        </message>
        <message>
            <source>Lösenord</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>Strängen som partnerportalen visar färdig, med eller utan ”Basic” framför.</source>
            <translation>The finished string that the partner portal shows, with or without “Basic” before it.</translation>
        </message>
        <message>
            <source>Sträng</source>
            <translation>String</translation>
        </message>
        <message>
            <source>Miljö</source>
            <translation>Environment</translation>
        </message>
        <message>
            <source>Välj miljö</source>
            <translation>Choose environment</translation>
        </message>
        <message>
            <source>Skarp miljö</source>
            <translation>Live environment</translation>
        </message>
        <message>
            <source>Testmiljö</source>
            <translation>Test environment</translation>
        </message>
        <message>
            <source>Adress</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>Testa anslutning</source>
            <translation>Test connection</translation>
        </message>
        <message>
            <source>Spara</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Oförändrat</source>
            <translation>Unchanged</translation>
        </message>
        <message>
            <source>Egen adress</source>
            <translation>Other address</translation>
        </message>
        <message>
            <source>En annan anslutning heter så. Välj ett annat namn.</source>
            <translation>Another connection has that name. Choose a different one.</translation>
        </message>
        <message>
            <source>Skriv användarnamnet.</source>
            <translation>Enter the user name.</translation>
        </message>
        <message>
            <source>Ett användarnamn kan inte innehålla kolon.</source>
            <translation>A user name cannot contain a colon.</translation>
        </message>
        <message>
            <source>Skriv lösenordet.</source>
            <translation>Enter the password.</translation>
        </message>
        <message>
            <source>Det är inte en sträng från portalen. Kopiera den en gång till, hela vägen.</source>
            <translation>That is not a string from the portal. Copy it once more, to its end.</translation>
        </message>
        <message>
            <source>Skriv minst ett kund-id, till exempel M30011.</source>
            <translation>Enter at least one customer id, such as M30011.</translation>
        </message>
        <message>
            <source>Adressen måste börja med https://, annars kan lösenordet läsas på vägen.</source>
            <translation>The address must begin with https://, or the password could be read on its way.</translation>
        </message>
        <message>
            <source>Inget kund-id: {parts}. Ett sådant är en bokstav och siffror, till exempel M30011. Är det flera kontor, sätt komma mellan dem.</source>
            <translation>Not a customer id: {parts}. One is a letter and digits, such as M30011. If these are several offices, put commas between them.</translation>
        </message>
        <message>
            <source>Radbrytning eller osynligt tecken i början eller slutet togs bort.</source>
            <translation>A line break or an invisible character at the start or end was removed.</translation>
        </message>
        <message>
            <source>Här finns ett styrtecken, t.ex. en tabb eller radbrytning. Kopiera bara själva texten.</source>
            <translation>There is a control character here, such as a tab or a line break. Copy only the text itself.</translation>
        </message>
    </context>
    <context>
        <name>ConnectionNeededDialog</name>
        <message>
            <source>Schemalagd export</source>
            <translation>Scheduled export</translation>
        </message>
        <message>
            <source>En schemalagd export hämtar kontorets egen rapport. Lägg till en anslutning först.</source>
            <translation>A scheduled export fetches the office's own report. Add a connection first.</translation>
        </message>
        <message>
            <source>Exempeldata finns bara medan fönstret är öppet.</source>
            <translation>Sample data is there only while the window is open.</translation>
        </message>
        <message>
            <source>Lägg till anslutning…</source>
            <translation>Add connection…</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>ConnectionTest</name>
        <message>
            <source>Rapporten kan hämtas för {offices}.</source>
            <translation>The report can be fetched for {offices}.</translation>
        </message>
        <message>
            <source>Anslutningen fungerar.</source>
            <translation>The connection works.</translation>
        </message>
        <message>
            <source>Inloggningen fungerar, men inte för {offices}.</source>
            <translation>The sign-in works, but not for {offices}.</translation>
        </message>
    </context>
    <context>
        <name>Connections</name>
        <message>
            <source>{offices} kan inte hämtas.</source>
            <translation>{offices} cannot be fetched.</translation>
        </message>
        <message>
            <source>Anslutningen som hämtade dem är borttagen, men det som visas är kvar.</source>
            <translation>The connection that fetched them has been removed, but what is shown is kept.</translation>
        </message>
        <message>
            <source>Välj kontor och hämta en ny rapport, eller lägg till anslutningen igen.</source>
            <translation>Choose offices and fetch a new report, or add the connection again.</translation>
        </message>
    </context>
    <context>
        <name>ConnectionsDialog</name>
        <message>
            <source>Anslutningar</source>
            <translation>Connections</translation>
        </message>
        <message>
            <source>En anslutning är en inloggning, och kontoren som den hämtar.</source>
            <translation>A connection is a sign-in, and the offices that it fetches.</translation>
        </message>
        <message>
            <source>Lägg till…</source>
            <translation>Add…</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Inga anslutningar än.</source>
            <translation>No connections yet.</translation>
        </message>
        <message>
            <source>Testas…</source>
            <translation>Testing…</translation>
        </message>
        <message>
            <source>Namn</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Kund-id</source>
            <translation>Customer id</translation>
        </message>
        <message>
            <source>Senaste test</source>
            <translation>Last test</translation>
        </message>
        <message>
            <source>Testa</source>
            <translation>Test</translation>
        </message>
        <message>
            <source>Ändra…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <source>Ta bort…</source>
            <translation>Remove…</translation>
        </message>
        <message>
            <source>Fungerar</source>
            <translation>Works</translation>
        </message>
    </context>
    <context>
        <name>CopyProgress</name>
        <message numerus="yes">
            <source>{done} av %n rader kopierade</source>
            <translation>
                <numerusform>{done} of %n row copied</numerusform>
                <numerusform>{done} of %n rows copied</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader är kopierade</source>
            <translation>
                <numerusform>%n row has been copied</numerusform>
                <numerusform>%n rows have been copied</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DamagedFiles</name>
        <message>
            <source>Flera inställningsfiler kunde inte läsas som de ska.</source>
            <translation>Several settings files could not be read as they should.</translation>
        </message>
        <message>
            <source>En inställningsfil var skadad.</source>
            <translation>A settings file was damaged.</translation>
        </message>
        <message>
            <source>Programmet använder det som gick att läsa. Den skadade filen ligger kvar som {file}.</source>
            <translation>The program uses what could be read. The damaged file is kept as {file}.</translation>
        </message>
        <message>
            <source>En inställningsfil kunde inte läsas.</source>
            <translation>A settings file could not be read.</translation>
        </message>
        <message>
            <source>Datorn låter inte programmet läsa {file}. Filen ligger kvar, och programmet börjar om.</source>
            <translation>The computer does not let the program read {file}. The file stays, and the program starts afresh.</translation>
        </message>
        <message>
            <source>En inställningsfil kommer från en nyare version av programmet.</source>
            <translation>A settings file comes from a newer version of the program.</translation>
        </message>
        <message>
            <source>Den används, men ändringar sparas inte i {file}. Uppdatera programmet.</source>
            <translation>It is used, but changes are not saved in {file}. Update the program.</translation>
        </message>
    </context>
    <context>
        <name>DamagedReportsController</name>
        <message>
            <source>Sparade rapporter…</source>
            <translation>Saved reports…</translation>
        </message>
    </context>
    <context>
        <name>Dashboard</name>
        <message>
            <source>Avsändare</source>
            <translation>Sender</translation>
        </message>
        <message>
            <source>Mottagare</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>Flest tips efter</source>
            <translation>Most tips by</translation>
        </message>
        <message>
            <source>Sök bland det som skapades de 12 månaderna före perioden, och ännu är obehandlat</source>
            <translation>Look through what was created in the 12 months before the period and is still unhandled</translation>
        </message>
    </context>
    <context>
        <name>DateField</name>
        <message>
            <source>”{text}” är inget datum.</source>
            <translation>“{text}” is not a date.</translation>
        </message>
        <message>
            <source>”{text}” ligger utanför åren 2000–2099.</source>
            <translation>“{text}” is outside the years 2000–2099.</translation>
        </message>
        <message>
            <source>{day} gäller fortfarande. Skriv datumet som 2026-09-01.</source>
            <translation>{day} still holds. Write the date like 2026-09-01.</translation>
        </message>
    </context>
    <context>
        <name>DateFilterEditor</name>
        <message>
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Från</source>
            <translation>From</translation>
        </message>
        <message>
            <source>Till</source>
            <translation>To</translation>
        </message>
    </context>
    <context>
        <name>DefinitionsDialog</name>
        <message>
            <source>Så räknas det</source>
            <translation>How it is counted</translation>
        </message>
        <message>
            <source>Öppna handboken</source>
            <translation>Open the guide</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>DetailsDialog</name>
        <message>
            <source>Detaljer</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Kopiera detaljer</source>
            <translation>Copy details</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Kopierat</source>
            <translation>Copied</translation>
        </message>
    </context>
    <context>
        <name>DetailsPane</name>
        <message>
            <source>Detaljer</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Markera en rad för att se allt om den.</source>
            <translation>Select a row to see everything about it.</translation>
        </message>
        <message numerus="yes">
            <source>%n rader markerade.</source>
            <translation>
                <numerusform>%n row selected.</numerusform>
                <numerusform>%n rows selected.</numerusform>
            </translation>
        </message>
        <message>
            <source>Föregående rad</source>
            <translation>Previous row</translation>
        </message>
        <message>
            <source>Nästa rad</source>
            <translation>Next row</translation>
        </message>
        <message>
            <source>Stäng detaljerna</source>
            <translation>Close the details</translation>
        </message>
        <message>
            <source>Kopiera rader</source>
            <translation>Copy rows</translation>
        </message>
        <message>
            <source>Kopiera allt</source>
            <translation>Copy everything</translation>
        </message>
        <message>
            <source>Allt om raden, som text</source>
            <translation>Everything about the row, as text</translation>
        </message>
        <message>
            <source>Filtrera på avsändaren</source>
            <translation>Filter by the sender</translation>
        </message>
        <message>
            <source>Allt om raden</source>
            <translation>Everything about the row</translation>
        </message>
        <message>
            <source>Visa mer</source>
            <translation>Show more</translation>
        </message>
        <message>
            <source>En del av texten visas.</source>
            <translation>Part of the text is shown.</translation>
        </message>
        <message>
            <source>Utan rubrik</source>
            <translation>No heading</translation>
        </message>
        <message>
            <source>Visa alla {count}</source>
            <translation>Show all {count}</translation>
        </message>
        <message>
            <source>Historik</source>
            <translation>History</translation>
        </message>
        <message>
            <source>Inget meddelande</source>
            <translation>No message</translation>
        </message>
    </context>
    <context>
        <name>EditMenu</name>
        <message>
            <source>Stega uppåt</source>
            <translation>Step up</translation>
        </message>
        <message>
            <source>Stega nedåt</source>
            <translation>Step down</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>Kontrollera adressen i anslutningen.</source>
            <translation>Check the address in the connection.</translation>
        </message>
        <message>
            <source>Rätta adressen i anslutningen.</source>
            <translation>Correct the address in the connection.</translation>
        </message>
        <message>
            <source>Försök igen. Händer det flera gånger, kontakta Vitec.</source>
            <translation>Try again. If it happens several times, contact Vitec.</translation>
        </message>
        <message>
            <source>Försök igen {later}.</source>
            <translation>Try again {later}.</translation>
        </message>
        <message>
            <source>Anslutningen är inte säker, så inget lösenord skickades.</source>
            <translation>The connection is not secure, so no password was sent.</translation>
        </message>
        <message>
            <source>Ingen säker anslutning kom till stånd.</source>
            <translation>No secure connection could be made.</translation>
        </message>
        <message>
            <source>Nätverkets proxy släppte inte igenom frågan{in_parentheses}.</source>
            <translation>The network's proxy did not let the request through{in_parentheses}.</translation>
        </message>
        <message>
            <source>Fråga er it-ansvariga efter proxyns namn och port, och ange dem under Arkiv › Nätverk.</source>
            <translation>Ask your IT department for the proxy's name and port, and enter them under File › Network.</translation>
        </message>
        <message>
            <source>Tjänsten godtog inte frågan (400).</source>
            <translation>The service did not accept the request (400).</translation>
        </message>
        <message>
            <source>Kontrollera kund-id i anslutningen och perioden, och försök igen.</source>
            <translation>Check the customer ids in the connection, and the period, and try again.</translation>
        </message>
        <message>
            <source>Inloggningen nekades.</source>
            <translation>The sign-in was refused.</translation>
        </message>
        <message>
            <source>Användarnamnet eller lösenordet stämmer inte{for_office} (401).</source>
            <translation>The user name or the password is wrong{for_office} (401).</translation>
        </message>
        <message>
            <source>Jämför med uppgifterna i partnerportalen; där syns också dina senaste anrop.</source>
            <translation>Compare with what the partner portal says; your latest calls are listed there too.</translation>
        </message>
        <message>
            <source>Inloggningen nekades (401).</source>
            <translation>The sign-in was refused (401).</translation>
        </message>
        <message>
            <source>Åtkomst nekad (403).</source>
            <translation>Access denied (403).</translation>
        </message>
        <message>
            <source>Inloggningen stämmer, men får inte läsa rapporten för {office}.</source>
            <translation>The sign-in is right, but may not read the report for {office}.</translation>
        </message>
        <message>
            <source>Jämför kund-id och behörighet med uppgifterna i partnerportalen; där syns också dina senaste anrop.</source>
            <translation>Compare customer ids and permissions with what the partner portal says; your latest calls are listed there too.</translation>
        </message>
        <message>
            <source>Tjänsten svarade: {messages}</source>
            <translation>The service answered: {messages}</translation>
        </message>
        <message>
            <source>Tjänsten godtog inte frågan (400): {messages}</source>
            <translation>The service did not accept the request (400): {messages}</translation>
        </message>
        <message>
            <source>Något annat än tjänsten verkar ha svarat ({status}).</source>
            <translation>Something other than the service seems to have answered ({status}).</translation>
        </message>
        <message>
            <source>Svaret verkar komma från {speaker} på vägen, inte från Vitecs tjänst själv.</source>
            <translation>The answer seems to come from {speaker} on the way, not from Vitec's service itself.</translation>
        </message>
        <message>
            <source>Kontrollera adressen i anslutningen. Stämmer den, fråga er it-ansvariga om något på nätverket stoppar programmet.</source>
            <translation>Check the address in the connection. If it is right, ask your IT department whether something on the network stops the program.</translation>
        </message>
        <message>
            <source>Något annat än tjänsten verkar ha svarat: {speaker} ({status}).</source>
            <translation>Something other than the service seems to have answered: {speaker} ({status}).</translation>
        </message>
        <message>
            <source>Tjänsten är inte tillgänglig just nu ({status}).</source>
            <translation>The service is not available at the moment ({status}).</translation>
        </message>
        <message>
            <source>Vitec kan ha en driftstörning eller göra underhåll.</source>
            <translation>Vitec may have a disruption or be doing maintenance.</translation>
        </message>
        <message>
            <source>Flera delar i rad gick inte att hämta ({status}), så resten hämtades inte.</source>
            <translation>Several parts in a row could not be fetched ({status}), so the rest was not fetched.</translation>
        </message>
        <message>
            <source>Tjänsten tar inte emot någon anslutning.</source>
            <translation>The service accepts no connection.</translation>
        </message>
        <message>
            <source>Servern finns, men svarar inte. Den kan vara avstängd, eller så är adressen fel.</source>
            <translation>The server is there, but does not answer. It may be switched off, or the address is wrong.</translation>
        </message>
        <message>
            <source>Försök igen om en stund. Hjälper inte det, kontrollera adressen i anslutningen.</source>
            <translation>Try again in a while. If that does not help, check the address in the connection.</translation>
        </message>
        <message>
            <source>Tjänsten kunde inte nås.</source>
            <translation>The service could not be reached.</translation>
        </message>
        <message>
            <source>{host} gick inte att hitta: internet saknas, eller så är adressen fel.</source>
            <translation>{host} could not be found: there is no internet, or the address is wrong.</translation>
        </message>
        <message>
            <source>Kontrollera att datorn har internet, och adressen i anslutningen.</source>
            <translation>Check that the computer has internet, and the address in the connection.</translation>
        </message>
        <message>
            <source>Serverns certifikat kunde inte godkännas: {detail}.</source>
            <translation>The server's certificate could not be accepted: {detail}.</translation>
        </message>
        <message>
            <source>Visa detta för er it-ansvariga.</source>
            <translation>Show this to your IT department.</translation>
        </message>
        <message>
            <source>Datorn och servern kom inte överens om TLS: {detail}. Inget lösenord skickades.</source>
            <translation>The computer and the server did not agree on TLS: {detail}. No password was sent.</translation>
        </message>
        <message>
            <source>Proxyn {proxy} svarade inte, eller nekade.</source>
            <translation>The proxy {proxy} did not answer, or refused.</translation>
        </message>
        <message>
            <source>Kontrollera datorns proxyinställningar, eller fråga er it-ansvariga.</source>
            <translation>Check the computer's proxy settings, or ask your IT department.</translation>
        </message>
        <message>
            <source>Proxyns adress går inte att använda.</source>
            <translation>The proxy's address cannot be used.</translation>
        </message>
        <message>
            <source>Den ska vara ett namn och en port, men är det inte under Arkiv › Nätverk eller i datorns inställningar. Inget skickades.</source>
            <translation>It must be a name and a port, but is not under File › Network or in the computer's settings. Nothing was sent.</translation>
        </message>
        <message>
            <source>Rätta adressen under Arkiv › Nätverk, eller fråga er it-ansvariga.</source>
            <translation>Correct the address under File › Network, or ask your IT department.</translation>
        </message>
        <message>
            <source>Svaret gick inte att läsa{in_parentheses}.</source>
            <translation>The answer could not be read{in_parentheses}.</translation>
        </message>
        <message>
            <source>Det är skadat, eller kommer från något annat än Vitecs tjänst.</source>
            <translation>It is damaged, or comes from something other than Vitec's service.</translation>
        </message>
        <message>
            <source>Svaret bröts innan det var klart.</source>
            <translation>The answer broke off before it was complete.</translation>
        </message>
        <message>
            <source>Anslutningen till tjänsten försvann mitt i svaret.</source>
            <translation>The connection to the service was lost in the middle of the answer.</translation>
        </message>
        <message>
            <source>Försök igen. Händer det ofta, kontrollera nätverket.</source>
            <translation>Try again. If it happens often, check the network.</translation>
        </message>
        <message>
            <source>Tjänsten svarade inte i tid.</source>
            <translation>The service did not answer in time.</translation>
        </message>
        <message>
            <source>Inget svar kom inom {time}.</source>
            <translation>No answer came within {time}.</translation>
        </message>
        <message>
            <source>Försök igen om en stund.</source>
            <translation>Try again in a while.</translation>
        </message>
        <message>
            <source>Tjänsten kunde inte nås i tid.</source>
            <translation>The service could not be reached in time.</translation>
        </message>
        <message>
            <source>Ingen anslutning blev till inom {time}. En brandvägg kan stå i vägen.</source>
            <translation>No connection came about within {time}. A firewall may be in the way.</translation>
        </message>
        <message>
            <source>Kontrollera att datorn har internet, och försök igen om en stund.</source>
            <translation>Check that the computer has internet, and try again in a while.</translation>
        </message>
        <message>
            <source>Hämtningen avbröts.</source>
            <translation>The fetch was cancelled.</translation>
        </message>
        <message>
            <source>Du avbröt den innan allt var hämtat.</source>
            <translation>You cancelled it before everything was fetched.</translation>
        </message>
        <message>
            <source>Försök igen för att hämta det som saknas.</source>
            <translation>Try again to fetch what is missing.</translation>
        </message>
        <message>
            <source>Adressen kan inte användas.</source>
            <translation>The address cannot be used.</translation>
        </message>
        <message>
            <source>Lösenordet skickas bara till en adress som börjar med https://. Adressen är nu ”{base_url}”.</source>
            <translation>The password is only sent to an address that begins with https://. The address is now “{base_url}”.</translation>
        </message>
        <message>
            <source>Ett oväntat fel inträffade ({error}).</source>
            <translation>An unexpected error occurred ({error}).</translation>
        </message>
        <message>
            <source>Programmet känner inte till felet, och hoppade över den här delen.</source>
            <translation>The program does not know this error, and skipped this part.</translation>
        </message>
        <message>
            <source>Försök igen. Händer det flera gånger, visa detaljerna för er it-ansvariga.</source>
            <translation>Try again. If it happens several times, show the details to your IT department.</translation>
        </message>
        <message>
            <source>Ett oväntat fel inträffade.</source>
            <translation>An unexpected error occurred.</translation>
        </message>
        <message>
            <source>Programmet känner inte till felet {error}.</source>
            <translation>The program does not know the error {error}.</translation>
        </message>
        <message>
            <source>Användarnamnet eller lösenordet{for_office} godtogs inte (401). Frågan om inloggning kom från {speaker}: är det inte Vitecs tjänst, är det något på nätverket.</source>
            <translation>The user name or password{for_office} was not accepted (401). The sign-in was asked for by {speaker}: if that is not Vitec's service, it is something on the network.</translation>
        </message>
        <message>
            <source>Jämför med uppgifterna i partnerportalen. Stämmer de, fråga er it-ansvariga.</source>
            <translation>Compare with the details in the partner portal. If they are right, ask your IT department.</translation>
        </message>
        <message>
            <source>Inloggningen nekades av {speaker} (401).</source>
            <translation>The sign-in was refused by {speaker} (401).</translation>
        </message>
        <message>
            <source>Tjänsten sade inte varför.</source>
            <translation>The service did not say why.</translation>
        </message>
        <message>
            <source>Tjänsten kunde inte nås just nu ({status}).</source>
            <translation>The service could not be reached just now ({status}).</translation>
        </message>
        <message>
            <source>Försök igen {later}. Hjälper inte det, fråga er it-ansvariga.</source>
            <translation>Try again {later}. If that does not help, ask your IT department.</translation>
        </message>
        <message>
            <source>Tjänsten kunde inte nås just nu, svarade {speaker} på vägen ({status}).</source>
            <translation>The service could not be reached just now, answered {speaker} on the way ({status}).</translation>
        </message>
        <message>
            <source>Tjänsten tar inte emot fler frågor just nu (429).</source>
            <translation>The service accepts no more requests at the moment (429).</translation>
        </message>
        <message>
            <source>Den har fått för många frågor på kort tid.</source>
            <translation>It has had too many requests in a short time.</translation>
        </message>
        <message>
            <source>Tjänsten fick ett oväntat fel (500).</source>
            <translation>The service had an unexpected error (500).</translation>
        </message>
        <message>
            <source>Felet ligger hos Vitec, inte hos dig.</source>
            <translation>The fault is Vitec's, not yours.</translation>
        </message>
        <message>
            <source>Försök igen {later}. Händer det flera gånger, kontakta Vitec.</source>
            <translation>Try again {later}. If it happens several times, contact Vitec.</translation>
        </message>
        <message>
            <source>Serverns certifikat gäller inte idag, eller så går datorns klocka fel.</source>
            <translation>The server's certificate is not valid today, or the computer's clock is wrong.</translation>
        </message>
        <message>
            <source>Kontrollera datorns datum och tid. Stämmer de, kontakta er it-ansvariga.</source>
            <translation>Check the computer's date and time. If they are right, contact your IT department.</translation>
        </message>
        <message>
            <source>Servern visade ett certifikat för en annan adress.</source>
            <translation>The server showed a certificate for another address.</translation>
        </message>
        <message>
            <source>Kontrollera adressen i anslutningen. Stämmer den, kontakta er it-ansvariga.</source>
            <translation>Check the address in the connection. If it is right, contact your IT department.</translation>
        </message>
        <message>
            <source>Datorn litar inte på den som har utfärdat serverns certifikat. Ofta beror det på en brandvägg.</source>
            <translation>The computer does not trust whoever issued the server's certificate. Often a firewall is the cause.</translation>
        </message>
        <message>
            <source>Be er it-ansvariga installera brandväggens certifikat på datorn.</source>
            <translation>Ask your IT department to install the firewall's certificate on the computer.</translation>
        </message>
        <message>
            <source>Servern talar inte TLS.</source>
            <translation>The server does not speak TLS.</translation>
        </message>
        <message>
            <source>Den tar inte emot säkra anslutningar, så inget lösenord skickades. Porten kan vara fel, eller så svarar något annat på vägen.</source>
            <translation>It accepts no secure connections, so no password was sent. The port may be wrong, or something else on the way is answering.</translation>
        </message>
        <message>
            <source>Serverns TLS är för gammal.</source>
            <translation>The server's TLS is too old.</translation>
        </message>
        <message>
            <source>Servern, eller en brandvägg på vägen, kan ingen TLS som är säker nog ({detail}). Inget lösenord skickades.</source>
            <translation>The server, or a firewall on the way, has no TLS that is secure enough ({detail}). No password was sent.</translation>
        </message>
        <message>
            <source>Servern vill ha ett certifikat från den här datorn.</source>
            <translation>The server requires a certificate of this computer.</translation>
        </message>
        <message>
            <source>Vitecs tjänst begär inget sådant. Adressen är fel, eller så svarar något annat på vägen.</source>
            <translation>Vitec's service does not ask for one. The address is wrong, or something else on the way is answering.</translation>
        </message>
        <message>
            <source>Proxyn {proxy} vill ha en inloggning med Windows-konto (NTLM eller Kerberos), och det stöds inte.</source>
            <translation>The proxy {proxy} wants a sign-in with a Windows account (NTLM or Kerberos), and that is not supported.</translation>
        </message>
        <message>
            <source>Be er it-ansvariga släppa igenom programmet utan inloggning i proxyn.</source>
            <translation>Ask your IT department to let the program through without a sign-in to the proxy.</translation>
        </message>
        <message>
            <source>Nätverkets proxy vill ha en inloggning med Windows-konto (NTLM eller Kerberos, {status}).</source>
            <translation>The network's proxy wants a sign-in with a Windows account (NTLM or Kerberos, {status}).</translation>
        </message>
        <message>
            <source>Tjänsten kunde inte nås utan nätverkets proxy.</source>
            <translation>The service could not be reached without the network's proxy.</translation>
        </message>
        <message>
            <source>Datorn hittar sin proxy med ett skript (PAC). Programmet kan inte köra det.</source>
            <translation>The computer finds its proxy by a script (PAC). The program cannot run it.</translation>
        </message>
        <message>
            <source>Nätverkets proxy hittas med ett skript (PAC), som programmet inte kan köra.</source>
            <translation>The network's proxy is found by a script (PAC), which the program cannot run.</translation>
        </message>
        <message>
            <source>Proxyn {proxy} godtog inte användarnamnet och lösenordet i sin adress.</source>
            <translation>The proxy {proxy} did not accept the user name and password in its address.</translation>
        </message>
        <message>
            <source>Rätta användarnamnet och lösenordet i miljövariabeln HTTPS_PROXY, eller fråga er it-ansvariga.</source>
            <translation>Correct the user name and password in the environment variable HTTPS_PROXY, or ask your IT department.</translation>
        </message>
        <message>
            <source>Nätverkets proxy nekade inloggningen i sin adress ({status}).</source>
            <translation>The network's proxy refused the sign-in in its address ({status}).</translation>
        </message>
        <message>
            <source>Proxyn {proxy} vill ha en egen inloggning, och programmet har ingen.</source>
            <translation>The proxy {proxy} requires a sign-in of its own, and the program has none.</translation>
        </message>
        <message>
            <source>Be er it-ansvariga släppa igenom programmet utan inloggning i proxyn, eller ange den i miljövariabeln HTTPS_PROXY.</source>
            <translation>Ask your IT department to let the program through without a proxy sign-in, or give the sign-in in the environment variable HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Nätverkets proxy vill ha en egen inloggning ({status}).</source>
            <translation>The network's proxy wants a sign-in of its own ({status}).</translation>
        </message>
        <message>
            <source>SOCKS-proxyer stöds inte.</source>
            <translation>SOCKS proxies are not supported.</translation>
        </message>
        <message>
            <source>Datorn är inställd på SOCKS-proxyn {proxy}. Programmet kan bara använda HTTP-proxyer.</source>
            <translation>The computer is set to the SOCKS proxy {proxy}. The program can use HTTP proxies only.</translation>
        </message>
        <message>
            <source>Det som svarar på proxyns adress är ingen HTTP-proxy.</source>
            <translation>What answers at the proxy's address is no HTTP proxy.</translation>
        </message>
        <message>
            <source>Svaret från {proxy} var inte HTTP. Porten kan vara den för SOCKS eller TLS.</source>
            <translation>The answer from {proxy} was not HTTP. The port may be the one for SOCKS or TLS.</translation>
        </message>
        <message>
            <source>Proxyns certifikat kunde inte godkännas.</source>
            <translation>The proxy's certificate could not be accepted.</translation>
        </message>
        <message>
            <source>Datorn litar inte på certifikatet som proxyn {proxy} visade. Inget skickades.</source>
            <translation>The computer does not trust the certificate that the proxy {proxy} showed. Nothing was sent.</translation>
        </message>
        <message>
            <source>Svaret var en webbsida, ingen rapport.</source>
            <translation>The answer was a web page, not a report.</translation>
        </message>
        <message>
            <source>Ofta vill nätverket att du loggar in, till exempel ett gästnät. Adressen kan också vara fel.</source>
            <translation>Often the network wants you to sign in, a guest network for example. The address can also be wrong.</translation>
        </message>
        <message>
            <source>Öppna webbläsaren och se om du behöver logga in. Annars: kontrollera adressen i anslutningen.</source>
            <translation>Open the browser and see whether you need to sign in. Otherwise: check the address in the connection.</translation>
        </message>
        <message>
            <source>Svaret var tomt.</source>
            <translation>The answer was empty.</translation>
        </message>
        <message>
            <source>Tjänsten svarade, men skickade ingen rapport.</source>
            <translation>The service answered, but sent no report.</translation>
        </message>
        <message>
            <source>Svaret ser inte ut som en rapport{in_parentheses}.</source>
            <translation>The answer does not look like a report{in_parentheses}.</translation>
        </message>
        <message>
            <source>Adressen leder till något annat, eller så har Vitec ändrat rapporten.</source>
            <translation>The address leads to something else, or Vitec has changed the report.</translation>
        </message>
        <message>
            <source>Kontrollera adressen i anslutningen, och om det finns en ny version av programmet.</source>
            <translation>Check the address in the connection, and whether there is a new version of the program.</translation>
        </message>
        <message>
            <source>Tjänsten hänvisar till en annan adress{in_parentheses}.</source>
            <translation>The service refers to another address{in_parentheses}.</translation>
        </message>
        <message>
            <source>Dit skickas inget lösenord, så rapporten hämtades inte.</source>
            <translation>No password is sent there, so the report was not fetched.</translation>
        </message>
        <message>
            <source>Tjänsten hänvisar till en annan sida på samma server{in_parentheses}.</source>
            <translation>The service redirects to another page of the same server{in_parentheses}.</translation>
        </message>
        <message>
            <source>Ofta är det en inloggningssida, eller så saknas en del av adressen.</source>
            <translation>Often it is a sign-in page, or a part of the address is missing.</translation>
        </message>
        <message>
            <source>Kontrollera adressen i anslutningen. Stämmer den, kontakta Vitec.</source>
            <translation>Check the address in the connection. If it is right, contact Vitec.</translation>
        </message>
        <message>
            <source>Det finns ingen rapport på adressen ({status}).</source>
            <translation>There is no report at the address ({status}).</translation>
        </message>
        <message>
            <source>Adressen är fel, eller så har tjänsten flyttat.</source>
            <translation>The address is wrong, or the service has moved.</translation>
        </message>
        <message>
            <source>Svaret var för stort.</source>
            <translation>The answer was too large.</translation>
        </message>
        <message>
            <source>Det är större än vad programmet kan ta emot på en gång.</source>
            <translation>It is larger than the program can take at a time.</translation>
        </message>
        <message>
            <source>Prova en kortare period.</source>
            <translation>Try a shorter period.</translation>
        </message>
        <message>
            <source>om en stund</source>
            <translation>in a while</translation>
        </message>
        <message>
            <source>om {time}</source>
            <translation>in {time}</translation>
        </message>
        <message>
            <source>efter klockan {time}</source>
            <translation>after {time}</translation>
        </message>
        <message>
            <source>efter {day} klockan {time}</source>
            <translation>after {time} on {day}</translation>
        </message>
        <message>
            <source>{count} s</source>
            <translation>{count} s</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} min</translation>
        </message>
        <message>
            <source>{count} tim</source>
            <translation>{count} h</translation>
        </message>
        <message>
            <source>i nätverket</source>
            <translation>in the network</translation>
        </message>
        <message>
            <source>en brandvägg, en proxy eller en webbserver</source>
            <translation>a firewall, a proxy or a web server</translation>
        </message>
        <message>
            <source>kontoret</source>
            <translation>the office</translation>
        </message>
        <message>
            <source>de valda kontoren</source>
            <translation>the selected offices</translation>
        </message>
        <message>
            <source>för {office}</source>
            <translation>for {office}</translation>
        </message>
        <message>
            <source>rad {line}, kolumn {column}</source>
            <translation>line {line}, column {column}</translation>
        </message>
        <message>
            <source>”{text}”</source>
            <translation>“{text}”</translation>
        </message>
        <message>
            <source>Rapporten kunde inte hämtas.</source>
            <translation>The report could not be fetched.</translation>
        </message>
        <message>
            <source>Alla kontor saknar {days}.</source>
            <translation>All offices lack {days}.</translation>
        </message>
        <message>
            <source>{office} saknar {days}.</source>
            <translation>{office} lacks {days}.</translation>
        </message>
        <message>
            <source>{office} saknas.</source>
            <translation>{office} is missing.</translation>
        </message>
        <message numerus="yes">
            <source>{count} av %n delar saknas.</source>
            <translation>
                <numerusform>{count} of %n part is missing.</numerusform>
                <numerusform>{count} of %n parts are missing.</numerusform>
            </translation>
        </message>
        <message>
            <source>Delar av rapporten saknas.</source>
            <translation>Parts of the report are missing.</translation>
        </message>
        <message>
            <source>{first} och {last}</source>
            <translation>{first} and {last}</translation>
        </message>
        <message>
            <source>Försök igen, eller visa detaljerna för att se orsaken till varje del.</source>
            <translation>Try again, or show the details to see the reason for each part.</translation>
        </message>
        <message>
            <source>försök igen om {fact}</source>
            <translation>try again in {fact}</translation>
        </message>
        <message>
            <source>efter {fact}</source>
            <translation>after {fact}</translation>
        </message>
        <message numerus="yes">
            <source>%n rader innehöll något oläsligt.</source>
            <translation>
                <numerusform>%n row held something that could not be read.</numerusform>
                <numerusform>%n rows held something that could not be read.</numerusform>
            </translation>
        </message>
        <message>
            <source>Det som gick att läsa är med.</source>
            <translation>What could be read is included.</translation>
        </message>
        <message>
            <source>Det gäller {offices}.</source>
            <translation>This concerns {offices}.</translation>
        </message>
        <message>
            <source>Hämta rapporten igen. Hjälper inte det, se om det finns en ny version av programmet, och kontakta annars Vitec.</source>
            <translation>Fetch the report again. If that does not help, see whether there is a new version of the program; otherwise contact Vitec.</translation>
        </message>
        <message>
            <source>oläsliga rader: {count}</source>
            <translation>unreadable rows: {count}</translation>
        </message>
    </context>
    <context>
        <name>EstateStatuses</name>
        <message>
            <source>Ingen bostad kopplad</source>
            <translation>No estate linked</translation>
        </message>
        <message>
            <source>Ingen bostad är kopplad, eller så saknar den status.</source>
            <translation>No estate is linked, or it has no status.</translation>
        </message>
        <message>
            <source>Steg 1 av 3: intagsförsök. Heter idag även kundbearbetning.</source>
            <translation>Step 1 of 3: assignment attempt.</translation>
        </message>
        <message>
            <source>Intagsförsök</source>
            <translation>Assignment attempt</translation>
        </message>
        <message>
            <source>Intaget</source>
            <translation>Assignment accepted</translation>
        </message>
        <message>
            <source>Kommande</source>
            <translation>Coming</translation>
        </message>
        <message>
            <source>Snart till salu</source>
            <translation>Soon for sale</translation>
        </message>
        <message>
            <source>Försprång</source>
            <translation>Pre-sale</translation>
        </message>
        <message>
            <source>Till salu</source>
            <translation>For sale</translation>
        </message>
        <message>
            <source>Reserverad/Ej till salu</source>
            <translation>Reserved, not for sale</translation>
        </message>
        <message>
            <source>Bokad</source>
            <translation>Booked</translation>
        </message>
        <message>
            <source>Vilande</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>Pågående</source>
            <translation>Ongoing</translation>
        </message>
        <message>
            <source>Vilande (projekt)</source>
            <translation>Resting (project)</translation>
        </message>
        <message>
            <source>Hyresledig</source>
            <translation>Ready for rent</translation>
        </message>
        <message>
            <source>Uthyrd preliminärt</source>
            <translation>Tentatively rented</translation>
        </message>
        <message>
            <source>Såld</source>
            <translation>Sold</translation>
        </message>
        <message>
            <source>Såld/Referensbostad</source>
            <translation>Sold, reference home</translation>
        </message>
        <message>
            <source>Slutsålt</source>
            <translation>Sold out</translation>
        </message>
        <message>
            <source>Uthyrd</source>
            <translation>Rented</translation>
        </message>
        <message>
            <source>Tillträdd</source>
            <translation>Access taken</translation>
        </message>
        <message>
            <source>Inget uppdrag</source>
            <translation>No assignment</translation>
        </message>
        <message>
            <source>Återtagen</source>
            <translation>Assignment withdrawn</translation>
        </message>
        <message>
            <source>Ej till salu</source>
            <translation>Not for sale</translation>
        </message>
        <message>
            <source>steg 1 av 3</source>
            <translation>step 1 of 3</translation>
        </message>
        <message>
            <source>steg 2 av 3</source>
            <translation>step 2 of 3</translation>
        </message>
        <message>
            <source>steg 3 av 3</source>
            <translation>step 3 of 3</translation>
        </message>
        <message>
            <source>utan uppdrag</source>
            <translation>no assignment</translation>
        </message>
        <message>
            <source>Steg 1 av 3: intagsförsök.</source>
            <translation>Step 1 of 3: assignment attempt.</translation>
        </message>
        <message>
            <source>Steg 2 av 3: intagen, uppdrag finns.</source>
            <translation>Step 2 of 3: there is an assignment.</translation>
        </message>
        <message>
            <source>Steg 3 av 3: såld eller uthyrd.</source>
            <translation>Step 3 of 3: sold or rented.</translation>
        </message>
        <message>
            <source>Det finns inget uppdrag att sälja bostaden.</source>
            <translation>There is no assignment to sell the estate.</translation>
        </message>
    </context>
    <context>
        <name>ExceptionHandler</name>
        <message>
            <source>Oväntat fel</source>
            <translation>Unexpected error</translation>
        </message>
        <message>
            <source>Något gick fel som programmet inte väntade sig.</source>
            <translation>Something went wrong that the program did not expect.</translation>
        </message>
        <message>
            <source>Det som redan är hämtat finns kvar. Försök igen, och skicka detaljerna om det händer på nytt.</source>
            <translation>What has been fetched is still there. Try again, and send the details if it happens once more.</translation>
        </message>
    </context>
    <context>
        <name>ExistingTargetBox</name>
        <message>
            <source>Behåll båda</source>
            <translation>Keep both</translation>
        </message>
        <message>
            <source>Ersätt</source>
            <translation>Replace</translation>
        </message>
        <message>
            <source>Mappen {name} finns redan.</source>
            <translation>The folder {name} already exists.</translation>
        </message>
        <message>
            <source>{name} finns redan.</source>
            <translation>{name} already exists.</translation>
        </message>
        <message>
            <source>Från {time}.</source>
            <translation>From {time}.</translation>
        </message>
        <message>
            <source>Den nya heter … {number}</source>
            <translation>The new one is called … {number}</translation>
        </message>
        <message>
            <source>Filer med samma namn i mappen försvinner</source>
            <translation>Files of the same name in the folder are lost</translation>
        </message>
        <message>
            <source>Den från {day} försvinner</source>
            <translation>The one from {day} is lost</translation>
        </message>
        <message>
            <source>Den gamla försvinner</source>
            <translation>The old one is lost</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>Om rapporten</source>
            <translation>About the report</translation>
        </message>
        <message>
            <source>Rapporten är komplett.</source>
            <translation>The report is complete.</translation>
        </message>
        <message>
            <source>Rapporten är inte komplett.</source>
            <translation>The report is not complete.</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Kontor, personer och ärenden är påhittade av programmet.</source>
            <translation>Offices, people and cases are made up by the program.</translation>
        </message>
        <message>
            <source>Hämtad</source>
            <translation>Fetched</translation>
        </message>
        <message>
            <source>Sparad rapport</source>
            <translation>Saved report</translation>
        </message>
        <message>
            <source>Den hämtades tidigare, sparades på datorn och är inte uppdaterad sedan dess.</source>
            <translation>It was fetched earlier, saved on the computer, and not updated since.</translation>
        </message>
        <message>
            <source>Alla tider i filen är svensk tid.</source>
            <translation>All times in the file are Swedish time.</translation>
        </message>
        <message>
            <source>Kontor</source>
            <translation>Offices</translation>
        </message>
        <message>
            <source>Omfattning</source>
            <translation>Scope</translation>
        </message>
        <message>
            <source>Innehåll</source>
            <translation>Content</translation>
        </message>
        <message>
            <source>Allt som hämtades, alla kolumner</source>
            <translation>All that was fetched, every column</translation>
        </message>
        <message>
            <source>Det som visades i programmet: ett urval</source>
            <translation>What the program showed: a selection</translation>
        </message>
        <message>
            <source>{list}, antal rader</source>
            <translation>{list}, number of rows</translation>
        </message>
        <message numerus="yes">
            <source>av %n hämtade rader</source>
            <translation>
                <numerusform>of %n fetched row</numerusform>
                <numerusform>of %n fetched rows</numerusform>
            </translation>
        </message>
        <message>
            <source>{shown} av {total} kolumner</source>
            <translation>{shown} of {total} columns</translation>
        </message>
        <message>
            <source>Listan är inte med i filen.</source>
            <translation>The list is not in the file.</translation>
        </message>
        <message>
            <source>Saknas</source>
            <translation>Missing</translation>
        </message>
        <message>
            <source>Skadade rader</source>
            <translation>Damaged rows</translation>
        </message>
        <message>
            <source>Rader där något inte gick att läsa; det som gick att läsa är med.</source>
            <translation>Rows in which something could not be read; what could be read is included.</translation>
        </message>
        <message>
            <source>Id som står flera gånger</source>
            <translation>Ids that occur more than once</translation>
        </message>
        <message>
            <source>{list}: raderna skiljer sig åt, så alla är med. Id: {ids}</source>
            <translation>{list}: the rows differ, so all of them are included. Id: {ids}</translation>
        </message>
        <message>
            <source>Avkortade celler</source>
            <translation>Shortened cells</translation>
        </message>
        <message>
            <source>Texten är längre än en cell i Excel rymmer och slutar med ”{mark}”.</source>
            <translation>The text is longer than a cell in Excel can hold, and ends in “{mark}”.</translation>
        </message>
        <message>
            <source>Celler med utbytta tecken</source>
            <translation>Cells with replaced characters</translation>
        </message>
        <message>
            <source>Tecken som Excel inte kan visa har bytts mot �.</source>
            <translation>Characters that Excel cannot show have been replaced by �.</translation>
        </message>
        <message>
            <source>Okända värden</source>
            <translation>Unknown values</translation>
        </message>
        <message>
            <source>{list}, {column}: ”{value}”, visat som det skickades.</source>
            <translation>{list}, {column}: “{value}”, shown as it was sent.</translation>
        </message>
        <message>
            <source>Ändringar</source>
            <translation>Changes</translation>
        </message>
        <message>
            <source>Hämtat i delar</source>
            <translation>Fetched in parts</translation>
        </message>
        <message>
            <source>utan {offices}</source>
            <translation>without {offices}</translation>
        </message>
        <message>
            <source>Anonymiserad</source>
            <translation>Anonymised</translation>
        </message>
        <message>
            <source>Utan kontakter, meddelanden och id</source>
            <translation>Without contacts, messages and ids</translation>
        </message>
        <message>
            <source>Kontaktens namn har också tagits bort ur rubriker; där står ”{mark}”. Medarbetarnas namn är kvar.</source>
            <translation>The contact's name was also removed from headings, where “{mark}” stands. Colleagues' names are still there.</translation>
        </message>
        <message>
            <source>Så räknas siffrorna</source>
            <translation>How the figures are counted</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>Kontroll: rader i listan och i siffrorna</source>
            <translation>Check: rows in the list and in the figures</translation>
        </message>
        <message>
            <source>lika med bladet {sheet}</source>
            <translation>equal to the sheet {sheet}</translation>
        </message>
        <message>
            <source>skiljer sig från bladet {sheet}</source>
            <translation>differs from the sheet {sheet}</translation>
        </message>
        <message>
            <source>Att göra: {name}</source>
            <translation>To do: {name}</translation>
        </message>
        <message>
            <source>Att göra: {name}, fortsättning</source>
            <translation>To do: {name}, continued</translation>
        </message>
        <message>
            <source>Utan mottagare</source>
            <translation>No receiver</translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade och {progress} pågående, äldsta {age}</source>
            <translation>
                <numerusform>%n unhandled and {progress} in progress, oldest {age}</numerusform>
                <numerusform>%n unhandled and {progress} in progress, oldest {age}</numerusform>
            </translation>
        </message>
        <message>
            <source>Skapat, ålder</source>
            <translation>Created, age</translation>
        </message>
        <message>
            <source>Rubrik</source>
            <translation>Heading</translation>
        </message>
        <message>
            <source>Nästa steg</source>
            <translation>Next step</translation>
        </message>
        <message>
            <source>Klart senast</source>
            <translation>Due</translation>
        </message>
        <message>
            <source>i dag</source>
            <translation>today</translation>
        </message>
        <message>
            <source>Äldsta</source>
            <translation>Oldest</translation>
        </message>
        <message>
            <source>Summa</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Anteckningar</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>Innehåller personuppgifter, lämna inte sidan framme.</source>
            <translation>Contains personal data; do not leave this page lying about.</translation>
        </message>
        <message>
            <source>Fler än {count} sidor: mottagarna står efter varandra, utan egna sidor.</source>
            <translation>More than {count} pages: the receivers follow one another, without pages of their own.</translation>
        </message>
        <message>
            <source>Lead från {sender}</source>
            <translation>Lead from {sender}</translation>
        </message>
        <message>
            <source>Tips från {sender}</source>
            <translation>Tip from {sender}</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Lead</translation>
        </message>
        <message>
            <source>Tips</source>
            <translation>Tips</translation>
        </message>
        <message>
            <source>Kontor {number}</source>
            <translation>Office {number}</translation>
        </message>
        <message>
            <source>Nyckelringen är låst eller svarar inte, så sparade rapporter kunde inte öppnas.</source>
            <translation>The keyring is locked or does not answer, so saved reports could not be opened.</translation>
        </message>
        <message>
            <source>Nyckeln till sparade rapporter finns inte i datorns nyckelring, så de kunde inte öppnas.</source>
            <translation>The key of the saved reports is not in the computer’s keyring, so they could not be opened.</translation>
        </message>
        <message>
            <source>Datorn har ingen säker nyckelring, så rapporter kan inte sparas.</source>
            <translation>The computer has no safe keyring, so reports cannot be saved.</translation>
        </message>
        <message>
            <source>Sparade rapporter är kopierade från en annan plats och är stängda tills de har tagits över.</source>
            <translation>The saved reports were copied from another place and stay closed until they have been taken over.</translation>
        </message>
        <message>
            <source>Den senaste sparade rapporten är skadad. Jämförelsen är med den före, om det finns någon.</source>
            <translation>The last saved report is damaged. The comparison is with the one before it, if there is one.</translation>
        </message>
        <message>
            <source>En sparad rapport är skadad och har lagts åt sidan. Den här hämtningen är sparad.</source>
            <translation>A saved report is damaged and has been set aside. This fetch is saved.</translation>
        </message>
        <message>
            <source>Den här rapporten kunde inte sparas på datorn.</source>
            <translation>This report could not be saved on the computer.</translation>
        </message>
        <message>
            <source>Sedan {moment}</source>
            <translation>Since {moment}</translation>
        </message>
        <message>
            <source>Det finns ingen tidigare sparad rapport att jämföra med.</source>
            <translation>There is no earlier saved report to compare with.</translation>
        </message>
        <message>
            <source>senast sparade rapport</source>
            <translation>the report saved last</translation>
        </message>
        <message>
            <source>senaste exporten</source>
            <translation>the last export</translation>
        </message>
        <message>
            <source>senaste hämtningen en tidigare dag</source>
            <translation>the last fetch of an earlier day</translation>
        </message>
        <message>
            <source>sparad rapport</source>
            <translation>a saved report</translation>
        </message>
        <message>
            <source>Nya leads</source>
            <translation>New leads</translation>
        </message>
        <message>
            <source>Nya tips</source>
            <translation>New tips</translation>
        </message>
        <message>
            <source>Tagna om hand</source>
            <translation>Handled</translation>
        </message>
        <message>
            <source>→ Intag</source>
            <translation>→ Listing</translation>
        </message>
        <message>
            <source>→ Sålt</source>
            <translation>→ Sold</translation>
        </message>
        <message>
            <source>Avböjda</source>
            <translation>Declined</translation>
        </message>
        <message>
            <source>Borta</source>
            <translation>Gone</translation>
        </message>
        <message>
            <source>Inget har ändrats sedan {moment}.</source>
            <translation>Nothing has changed since {moment}.</translation>
        </message>
        <message>
            <source>Inget har ändrats sedan {moment} i det som kan jämföras.</source>
            <translation>Nothing has changed since {moment} in what can be compared.</translation>
        </message>
        <message>
            <source>Inget kan jämföras med rapporten från {moment}.</source>
            <translation>Nothing can be compared with the report of {moment}.</translation>
        </message>
        <message>
            <source>Kan inte jämföras</source>
            <translation>Cannot be compared</translation>
        </message>
        <message>
            <source>{days}, {offices}: saknas i rapporten från {moment}.</source>
            <translation>{days}, {offices}: missing in the report from {moment}.</translation>
        </message>
        <message>
            <source>{days}, {offices}: saknas i den här rapporten.</source>
            <translation>{days}, {offices}: missing in this report.</translation>
        </message>
        <message>
            <source>{days}, {offices}: rapporten från {moment} hämtades med en annan omfattning.</source>
            <translation>{days}, {offices}: the report from {moment} was fetched with another scope.</translation>
        </message>
        <message>
            <source>Allt kan inte jämföras: se under tabellen. Resten är jämfört rad för rad.</source>
            <translation>Not everything can be compared: see below the table. The rest is compared row by row.</translation>
        </message>
        <message>
            <source>Borta: borttagen eller flyttad; ett enda svar kan inte säga vilket. Borta räknas inte bland raderna.</source>
            <translation>Gone: removed or moved; a single answer cannot tell which. Gone rows are not counted among the rows.</translation>
        </message>
        <message>
            <source>Osäker: raden saknar id och kan vara en annan som ser likadan ut.</source>
            <translation>Uncertain: the row has no id and may be another one that looks the same.</translation>
        </message>
        <message>
            <source>osäker</source>
            <translation>uncertain</translation>
        </message>
        <message>
            <source>Mötesblad</source>
            <translation>Meeting</translation>
        </message>
        <message>
            <source>Handlingslista</source>
            <translation>Action list</translation>
        </message>
        <message>
            <source>Topplista</source>
            <translation>Top list</translation>
        </message>
        <message>
            <source>Per kontor</source>
            <translation>By office</translation>
        </message>
        <message>
            <source>Per månad</source>
            <translation>By month</translation>
        </message>
        <message>
            <source>Återkoppling</source>
            <translation>Feedback</translation>
        </message>
        <message>
            <source>Exempeldata</source>
            <translation>Sample data</translation>
        </message>
        <message>
            <source>(avsändare saknas)</source>
            <translation>(sender missing)</translation>
        </message>
        <message>
            <source>med bostad kopplad</source>
            <translation>with an estate linked</translation>
        </message>
        <message>
            <source>Tips och leads</source>
            <translation>Tips and leads</translation>
        </message>
        <message>
            <source>Hela meddelandet</source>
            <translation>Whole message</translation>
        </message>
        <message>
            <source>Meddelanden är avkortade. Hela texten står i filen, i kolumnen {column}.</source>
            <translation>Messages are shortened. The whole text is in the file, in the column {column}.</translation>
        </message>
        <message numerus="yes">
            <source>%n nya leads</source>
            <translation>
                <numerusform>%n new lead</numerusform>
                <numerusform>%n new leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nya tips</source>
            <translation>
                <numerusform>%n new tip</numerusform>
                <numerusform>%n new tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tagna om hand</source>
            <translation>
                <numerusform>%n taken care of</numerusform>
                <numerusform>%n taken care of</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} av de %n obehandlade fanns redan då.</source>
            <translation>
                <numerusform>{count} of %n unhandled was there then.</numerusform>
                <numerusform>{count} of the %n unhandled were there then.</numerusform>
            </translation>
        </message>
        <message>
            <source>I korthet</source>
            <translation>In brief</translation>
        </message>
        <message>
            <source>mot {before} och {last_year}</source>
            <translation>against {before} and {last_year}</translation>
        </message>
        <message>
            <source>mot {before}</source>
            <translation>against {before}</translation>
        </message>
        <message>
            <source>Nu</source>
            <translation>Now</translation>
        </message>
        <message>
            <source>Före</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>I fjol</source>
            <translation>Last year</translation>
        </message>
        <message>
            <source>ändring, bas</source>
            <translation>change, base</translation>
        </message>
        <message>
            <source>ändring</source>
            <translation>change</translation>
        </message>
        <message>
            <source>kvar nu</source>
            <translation>still open</translation>
        </message>
        <message>
            <source>Obehandlade</source>
            <translation>Unhandled</translation>
        </message>
        <message>
            <source>Äldre andelar har haft längre tid att växa. Kvar nu: så många av den periodens leads och tips är obehandlade i dag.</source>
            <translation>Older shares have had longer to grow. Still open: so many of that period's leads and tips are unhandled today.</translation>
        </message>
        <message>
            <source>Flest skickade tips</source>
            <translation>Most tips sent</translation>
        </message>
        <message>
            <source>Avsändare</source>
            <translation>Sender</translation>
        </message>
        <message numerus="yes">
            <source>%n andra</source>
            <translation>
                <numerusform>%n other</numerusform>
                <numerusform>%n others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n andra och utan avsändare</source>
            <translation>
                <numerusform>%n other and no sender</numerusform>
                <numerusform>%n others and no sender</numerusform>
            </translation>
        </message>
        <message>
            <source>utan avsändare</source>
            <translation>without a sender</translation>
        </message>
        <message>
            <source>Senaste {count} veckorna</source>
            <translation>Last {count} weeks</translation>
        </message>
        <message>
            <source>Senaste veckan</source>
            <translation>Last week</translation>
        </message>
        <message>
            <source>Senaste {count} månaderna</source>
            <translation>Last {count} months</translation>
        </message>
        <message>
            <source>mörka: veckor med dagar i {period}</source>
            <translation>dark: weeks with days in {period}</translation>
        </message>
        <message>
            <source>mörka: månader med dagar i {period}</source>
            <translation>dark: months with days in {period}</translation>
        </message>
        <message>
            <source>streckad: del av vecka, {days}</source>
            <translation>hatched: part of a week, {days}</translation>
        </message>
        <message>
            <source>streckad: del av månad, {days}</source>
            <translation>hatched: part of a month, {days}</translation>
        </message>
        <message>
            <source>{count} i {month}</source>
            <translation>{count} in {month}</translation>
        </message>
        <message>
            <source>{count} i perioden</source>
            <translation>{count} in the period</translation>
        </message>
        <message>
            <source>Kontoren sida vid sida</source>
            <translation>The offices side by side</translation>
        </message>
        <message>
            <source>Mottagarna</source>
            <translation>The receivers</translation>
        </message>
        <message>
            <source>ändring mot {period}</source>
            <translation>change from {period}</translation>
        </message>
        <message>
            <source>Mottagare</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>{count} kontor</source>
            <translation>{count} offices</translation>
        </message>
        <message>
            <source>utan kontor</source>
            <translation>without an office</translation>
        </message>
        <message>
            <source>utan mottagare</source>
            <translation>without a receiver</translation>
        </message>
        <message>
            <source>Allt kan inte jämföras.</source>
            <translation>Not everything can be compared.</translation>
        </message>
        <message>
            <source>Inga leads eller tips i perioden.</source>
            <translation>No leads or tips in the period.</translation>
        </message>
        <message>
            <source>Inga leads eller tips i det som hämtades.</source>
            <translation>No leads or tips in what was fetched.</translation>
        </message>
        <message>
            <source>Inga leads eller tips bland raderna i filen.</source>
            <translation>No leads or tips among the rows in the file.</translation>
        </message>
        <message>
            <source>Leads</source>
            <translation>Leads</translation>
        </message>
        <message>
            <source>Tips, mottagna</source>
            <translation>Tips received</translation>
        </message>
        <message>
            <source>Tips, skickade</source>
            <translation>Tips sent</translation>
        </message>
        <message>
            <source>{won}, leads + tips</source>
            <translation>{won}, leads + tips</translation>
        </message>
        <message>
            <source>streckad: {days}</source>
            <translation>hatched: {days}</translation>
        </message>
        <message>
            <source>saknas</source>
            <translation>missing</translation>
        </message>
        <message>
            <source>dagar saknas</source>
            <translation>days missing</translation>
        </message>
        <message>
            <source>(saknas)</source>
            <translation>(missing)</translation>
        </message>
        <message>
            <source>Övriga</source>
            <translation>Others</translation>
        </message>
        <message>
            <source>Andel</source>
            <translation>Share</translation>
        </message>
        <message>
            <source>Inga rader</source>
            <translation>No rows</translation>
        </message>
        <message>
            <source>Tid till hantering</source>
            <translation>Time to handling</translation>
        </message>
        <message>
            <source>Median från att raden skapades: sågs obehandlad så länge minst, hanterad senast. Allt som hämtades.</source>
            <translation>Median since the row was created: at least so long it was seen unhandled, at most until it was seen handled. Everything that was fetched.</translation>
        </message>
        <message>
            <source>Minst–högst</source>
            <translation>Least–most</translation>
        </message>
        <message>
            <source>Hanterade</source>
            <translation>Handled</translation>
        </message>
        <message>
            <source>Väntar ännu</source>
            <translation>Still waiting</translation>
        </message>
        <message>
            <source>{list}: från (rad) till (kolumn)</source>
            <translation>{list}: from (row) to (column)</translation>
        </message>
        <message>
            <source>Leads in</source>
            <translation>Leads in</translation>
        </message>
        <message>
            <source>Tips mottagna</source>
            <translation>Tips received</translation>
        </message>
        <message>
            <source>Tips skickade</source>
            <translation>Tips sent</translation>
        </message>
        <message>
            <source>Leads ut</source>
            <translation>Leads out</translation>
        </message>
        <message>
            <source>Vad det blev: andel av alla, och av dem med bostad kopplad</source>
            <translation>Outcome: share of all, and of those with a property</translation>
        </message>
        <message>
            <source>Steg</source>
            <translation>Step</translation>
        </message>
        <message>
            <source>alla</source>
            <translation>all</translation>
        </message>
        <message>
            <source>bostad</source>
            <translation>linked</translation>
        </message>
        <message>
            <source>Alla</source>
            <translation>All</translation>
        </message>
        <message>
            <source>Läget räknas den dag rapporten hämtades: ett återtaget uppdrag är inte längre ett intag.</source>
            <translation>As of the day of the fetch: a withdrawn assignment no longer counts as one.</translation>
        </message>
        <message>
            <source>hämtad {moment}</source>
            <translation>fetched {moment}</translation>
        </message>
        <message>
            <source>sparad rapport, inte uppdaterad</source>
            <translation>saved report, not up to date</translation>
        </message>
        <message>
            <source>ett urval, se bladet Om rapporten</source>
            <translation>a selection, see the sheet About the report</translation>
        </message>
        <message>
            <source>anonymiserad</source>
            <translation>anonymised</translation>
        </message>
        <message>
            <source>Siffrorna nedan är utan dem.</source>
            <translation>The figures below are without them.</translation>
        </message>
        <message>
            <source>Allt är omhändertaget.</source>
            <translation>Everything is taken care of.</translation>
        </message>
        <message>
            <source>Inga obehandlade i det som hämtades.</source>
            <translation>No unhandled ones in what was fetched.</translation>
        </message>
        <message>
            <source>Inga obehandlade bland raderna i filen.</source>
            <translation>No unhandled ones among the rows in the file.</translation>
        </message>
        <message>
            <source>Allt var omhändertaget när rapporten hämtades.</source>
            <translation>Everything was taken care of when the report was fetched.</translation>
        </message>
        <message>
            <source>Inga tips i perioden.</source>
            <translation>No tips in the period.</translation>
        </message>
        <message>
            <source>Inga tips i det som hämtades.</source>
            <translation>No tips in what was fetched.</translation>
        </message>
        <message>
            <source>Inga tips bland raderna i filen.</source>
            <translation>No tips among the rows in the file.</translation>
        </message>
        <message>
            <source>Månad</source>
            <translation>Month</translation>
        </message>
        <message>
            <source>Vecka</source>
            <translation>Week</translation>
        </message>
        <message>
            <source>Veckodag</source>
            <translation>Weekday</translation>
        </message>
        <message>
            <source>Antal</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>{count}, äldsta först: {lists}</source>
            <translation>{count}, oldest first: {lists}</translation>
        </message>
        <message>
            <source>Ålder</source>
            <translation>Age</translation>
        </message>
        <message>
            <source>Från</source>
            <translation>From</translation>
        </message>
        <message>
            <source>Ansvarig</source>
            <translation>Responsible</translation>
        </message>
        <message>
            <source>{count} nyare: bladet {sheet}.</source>
            <translation>{count} newer ones: sheet {sheet}.</translation>
        </message>
        <message>
            <source>{count} nyare: bladen {sheet}.</source>
            <translation>{count} newer ones: sheets {sheet}.</translation>
        </message>
        <message>
            <source>Samma rader per person: bladet {sheet}.</source>
            <translation>The same rows by person: sheet {sheet}.</translation>
        </message>
        <message>
            <source>Hela meddelandet: bladet {sheet}.</source>
            <translation>Whole messages: sheet {sheet}.</translation>
        </message>
        <message>
            <source>Hela meddelandet: bladen {sheet}.</source>
            <translation>Whole messages: sheets {sheet}.</translation>
        </message>
        <message>
            <source>{first} och {last}</source>
            <translation>{first} and {last}</translation>
        </message>
        <message>
            <source>{count} nyare är inte med här.</source>
            <translation>{count} newer ones are not listed here.</translation>
        </message>
        <message>
            <source>Beslut till nästa möte</source>
            <translation>Decisions until the next meeting</translation>
        </message>
        <message>
            <source>… [avkortat]</source>
            <translation>… [shortened]</translation>
        </message>
        <message>
            <source>Sida {page} av {pages}</source>
            <translation>Page {page} of {pages}</translation>
        </message>
    </context>
    <context>
        <name>ExportContent</name>
        <message>
            <source>(utelämnad)</source>
            <translation>(left out)</translation>
        </message>
        <message>
            <source>Sökning: {words}</source>
            <translation>Search: {words}</translation>
        </message>
        <message>
            <source>{column}: ett urval</source>
            <translation>{column}: a selection</translation>
        </message>
        <message>
            <source>Grupperat: {column}</source>
            <translation>Grouped: {column}</translation>
        </message>
    </context>
    <context>
        <name>ExportController</name>
        <message>
            <source>Väntar på jämförelsen…</source>
            <translation>Waiting for the comparison…</translation>
        </message>
        <message>
            <source>Sparar…</source>
            <translation>Saving…</translation>
        </message>
        <message numerus="yes">
            <source>{done} av %n rader sparade</source>
            <translation>
                <numerusform>{done} of %n row saved</numerusform>
                <numerusform>{done} of %n rows saved</numerusform>
            </translation>
        </message>
        <message>
            <source>Öppna</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Visa i mapp</source>
            <translation>Show in folder</translation>
        </message>
        <message>
            <source>Kopiera bild</source>
            <translation>Copy picture</translation>
        </message>
        <message>
            <source>anonymiserad</source>
            <translation>anonymised</translation>
        </message>
        <message>
            <source>det som visas</source>
            <translation>what is shown</translation>
        </message>
        <message>
            <source>Sparad: {name}</source>
            <translation>Saved: {name}</translation>
        </message>
        <message>
            <source>Sparad, {what}: {name}</source>
            <translation>Saved, {what}: {name}</translation>
        </message>
        <message numerus="yes">
            <source>%n texter rymdes inte oförändrade i Excel: se bladet Om rapporten.</source>
            <translation>
                <numerusform>%n text did not fit into Excel unchanged: see the sheet About the report.</numerusform>
                <numerusform>%n texts did not fit into Excel unchanged: see the sheet About the report.</numerusform>
            </translation>
        </message>
        <message>
            <source>Datorn har inget program för Excelblad. Filen ligger i {folder}.</source>
            <translation>The computer has no program for Excel workbooks. The file is in {folder}.</translation>
        </message>
        <message>
            <source>Filen kunde inte öppnas.</source>
            <translation>The file could not be opened.</translation>
        </message>
        <message>
            <source>Försök igen</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Spara en kopia</source>
            <translation>Save a copy</translation>
        </message>
        <message>
            <source>Välj annan plats…</source>
            <translation>Choose another place…</translation>
        </message>
        <message>
            <source>Exporten avbröts.</source>
            <translation>The export was cancelled.</translation>
        </message>
        <message>
            <source>Ingen fil sparades.</source>
            <translation>No file was saved.</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Exportera</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>Filnamn</source>
            <translation>File name</translation>
        </message>
        <message>
            <source>Mapp</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>Excel-arbetsbok</source>
            <translation>Excel workbook</translation>
        </message>
        <message>
            <source>CSV-filer</source>
            <translation>CSV files</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Samlade i en zip-fil</source>
            <translation>Together in a zip file</translation>
        </message>
        <message>
            <source>Välj Excel</source>
            <translation>Choose Excel</translation>
        </message>
        <message>
            <source>Det som visas</source>
            <translation>What is shown</translation>
        </message>
        <message>
            <source>Allt som hämtats</source>
            <translation>All that was fetched</translation>
        </message>
        <message numerus="yes">
            <source>%n rader, alla kolumner.</source>
            <translation>
                <numerusform>%n row, every column.</numerusform>
                <numerusform>%n rows, every column.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader, som i tabellerna.</source>
            <translation>
                <numerusform>%n row, as in the tables.</numerusform>
                <numerusform>%n rows, as in the tables.</numerusform>
            </translation>
        </message>
        <message>
            <source>Innehåll</source>
            <translation>Content</translation>
        </message>
        <message>
            <source>Anonymiserad</source>
            <translation>Anonymised</translation>
        </message>
        <message>
            <source>Utan kontakter, meddelanden och id, för en fil som skickas vidare. Medarbetarnas namn är kvar. Det föreslagna namnet får ordet ”anonymiserad”.</source>
            <translation>Without contacts, messages and ids, for a file that is passed on. The names of colleagues remain. The proposed name gets the word “anonymised”.</translation>
        </message>
        <message>
            <source>Välj blad</source>
            <translation>Choose sheets</translation>
        </message>
        <message>
            <source>Rapporten är komplett</source>
            <translation>The report is complete</translation>
        </message>
        <message>
            <source>Inte komplett, filen säger vad som saknas</source>
            <translation>Not complete, the file says what is missing</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>det som visas</source>
            <translation>what is shown</translation>
        </message>
        <message>
            <source>anonymiserad</source>
            <translation>anonymised</translation>
        </message>
        <message>
            <source>Med sammanställningar och diagram. Öppnas i Excel och LibreOffice.</source>
            <translation>With summaries and charts. Opens in Excel and LibreOffice.</translation>
        </message>
        <message>
            <source>Om en CSV-fil öppnas med dubbelklick försvinner inledande nollor.</source>
            <translation>Leading zeros are lost if a CSV file is opened by a double click.</translation>
        </message>
        <message>
            <source>Välj listor</source>
            <translation>Choose lists</translation>
        </message>
        <message>
            <source>Ny mapp för filerna</source>
            <translation>New folder for the files</translation>
        </message>
        <message>
            <source>Välj minst ett blad.</source>
            <translation>Choose at least one sheet.</translation>
        </message>
        <message>
            <source>Välj minst en lista.</source>
            <translation>Choose at least one list.</translation>
        </message>
    </context>
    <context>
        <name>ExportProblems</name>
        <message>
            <source>Filen ”{name}” kunde inte sparas.</source>
            <translation>The file “{name}” could not be saved.</translation>
        </message>
        <message>
            <source>Det finns redan en fil med det namnet.</source>
            <translation>There is already a file of that name.</translation>
        </message>
        <message>
            <source>Välj ett annat namn, eller skriv över den.</source>
            <translation>Choose another name, or replace it.</translation>
        </message>
        <message>
            <source>Det finns redan en mapp med det namnet.</source>
            <translation>There is already a folder of that name.</translation>
        </message>
        <message>
            <source>Välj ett annat namn.</source>
            <translation>Choose another name.</translation>
        </message>
        <message>
            <source>Den är öppen i ett annat program, troligen Excel.</source>
            <translation>It is open in another program, probably Excel.</translation>
        </message>
        <message>
            <source>Stäng filen och försök igen, eller spara under ett annat namn.</source>
            <translation>Close the file and try again, or save it under another name.</translation>
        </message>
        <message>
            <source>Mappen ”{folder}” finns inte.</source>
            <translation>The folder “{folder}” does not exist.</translation>
        </message>
        <message>
            <source>Välj en annan mapp.</source>
            <translation>Choose another folder.</translation>
        </message>
        <message>
            <source>Du får inte spara filer i mappen ”{folder}”.</source>
            <translation>You may not save files in the folder “{folder}”.</translation>
        </message>
        <message>
            <source>Välj en annan mapp, till exempel Dokument.</source>
            <translation>Choose another folder, such as Documents.</translation>
        </message>
        <message>
            <source>Disken med mappen ”{folder}” är full.</source>
            <translation>The disk that holds the folder “{folder}” is full.</translation>
        </message>
        <message>
            <source>Frigör utrymme på disken och försök igen.</source>
            <translation>Free some space on the disk and try again.</translation>
        </message>
        <message>
            <source>Mappens och filens namn är för långa tillsammans.</source>
            <translation>The names of the folder and the file are too long together.</translation>
        </message>
        <message>
            <source>Välj ett kortare namn, eller en mapp närmare diskens rot.</source>
            <translation>Choose a shorter name, or a folder closer to the root of the disk.</translation>
        </message>
        <message>
            <source>Datorn svarade: {detail}</source>
            <translation>The computer answered: {detail}</translation>
        </message>
        <message>
            <source>Försök igen, eller välj en annan mapp.</source>
            <translation>Try again, or choose another folder.</translation>
        </message>
        <message>
            <source>Skriv ett filnamn.</source>
            <translation>Enter a file name.</translation>
        </message>
        <message>
            <source>Namnet får inte innehålla {parts}.</source>
            <translation>The name may not contain {parts}.</translation>
        </message>
        <message>
            <source>Namnet får inte sluta med punkt eller mellanslag.</source>
            <translation>The name may not end with a dot or a space.</translation>
        </message>
        <message>
            <source>Windows tillåter inte namnet {parts}. Välj ett annat.</source>
            <translation>Windows does not allow the name {parts}. Choose another one.</translation>
        </message>
        <message>
            <source>osynliga tecken</source>
            <translation>invisible characters</translation>
        </message>
    </context>
    <context>
        <name>Files</name>
        <message>
            <source>Filen ligger här: {path}</source>
            <translation>The file is here: {path}</translation>
        </message>
        <message>
            <source>Mappen kunde inte öppnas.</source>
            <translation>The folder could not be opened.</translation>
        </message>
    </context>
    <context>
        <name>FilterCountController</name>
        <message>
            <source>Räkna på allt</source>
            <translation>Count everything</translation>
        </message>
    </context>
    <context>
        <name>FilterToolbar</name>
        <message>
            <source>Översikt</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>Tillbaka till översikten</source>
            <translation>Back to the overview</translation>
        </message>
        <message>
            <source>Tillbaka till översikten; tabellen visar det som den visade förut</source>
            <translation>Back to the overview; the table shows what it showed before</translation>
        </message>
        <message>
            <source>Sök i tabellen</source>
            <translation>Search the table</translation>
        </message>
        <message>
            <source>Låt översikten räkna bara det som sökning och filter visar</source>
            <translation>Let the overview count only what search and filters show</translation>
        </message>
        <message>
            <source>Gruppera</source>
            <translation>Group</translation>
        </message>
        <message>
            <source>Samla raderna i grupper efter en kolumn eller månad</source>
            <translation>Gather the rows in groups by a column or month</translation>
        </message>
        <message>
            <source>Vy</source>
            <translation>View</translation>
        </message>
        <message>
            <source>Alla</source>
            <translation>All</translation>
        </message>
        <message>
            <source>Filter, sökning, sortering, gruppering och kolumner under ett namn</source>
            <translation>Filters, search, sorting, grouping and columns under one name</translation>
        </message>
        <message>
            <source>Spara som vy…</source>
            <translation>Save as view…</translation>
        </message>
        <message>
            <source>Kolumner</source>
            <translation>Columns</translation>
        </message>
        <message>
            <source>Vilka kolumner tabellen visar</source>
            <translation>Which columns the table shows</translation>
        </message>
        <message>
            <source>Rader som fanns i den tidigare rapporten men inte i den här</source>
            <translation>Rows that were in the earlier report but are not in this one</translation>
        </message>
        <message>
            <source>Rader som är borta visas inte i grupper</source>
            <translation>Rows that are gone are not shown in groups</translation>
        </message>
        <message>
            <source>Borta</source>
            <translation>Gone</translation>
        </message>
        <message>
            <source>Visa borta</source>
            <translation>Show gone</translation>
        </message>
        <message>
            <source>Fäll ihop alla</source>
            <translation>Collapse all</translation>
        </message>
        <message>
            <source>Fäll ut alla</source>
            <translation>Expand all</translation>
        </message>
        <message>
            <source>Räkna på det som visas</source>
            <translation>Count what is shown</translation>
        </message>
    </context>
    <context>
        <name>FolderField</name>
        <message>
            <source>Ändra…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <source>Välj mapp</source>
            <translation>Choose folder</translation>
        </message>
    </context>
    <context>
        <name>ForgetDialog</name>
        <message>
            <source>Glöm en person</source>
            <translation>Forget a person</translation>
        </message>
        <message>
            <source>Personen tas bort ur alla sparade rapporter: kontakt, meddelande och rubrik. Finns personen kvar i Vitec kommer den med igen nästa gång du hämtar. Filer som du själv har sparat ändras inte.</source>
            <translation>The person is removed from all saved reports: contact, message and title. If Vitec still has the person, they come back the next time you fetch. Files that you have saved yourself are not changed.</translation>
        </message>
        <message>
            <source>Namn eller kontakt-id</source>
            <translation>Name or contact id</translation>
        </message>
        <message>
            <source>Glöm</source>
            <translation>Forget</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>GroupController</name>
        <message>
            <source>Ingen</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Månad</source>
            <translation>Month</translation>
        </message>
        <message>
            <source>Fäll ut gruppen</source>
            <translation>Expand the group</translation>
        </message>
        <message>
            <source>Fäll ihop gruppen</source>
            <translation>Collapse the group</translation>
        </message>
        <message>
            <source>Fäll ut alla</source>
            <translation>Expand all</translation>
        </message>
        <message>
            <source>Fäll ihop alla</source>
            <translation>Collapse all</translation>
        </message>
        <message>
            <source>Markera gruppens rader ({count})</source>
            <translation>Select the rows of the group ({count})</translation>
        </message>
        <message>
            <source>Kopiera gruppen</source>
            <translation>Copy the group</translation>
        </message>
        <message>
            <source>Visa bara ”{value}”</source>
            <translation>Show only “{value}”</translation>
        </message>
    </context>
    <context>
        <name>GroupView</name>
        <message>
            <source>{name}, hopfälld</source>
            <translation>{name}, collapsed</translation>
        </message>
        <message>
            <source>{name}, utfälld, {count}</source>
            <translation>{name}, expanded, {count}</translation>
        </message>
        <message>
            <source>Alla grupper hopfällda</source>
            <translation>All groups collapsed</translation>
        </message>
        <message>
            <source>Alla grupper utfällda</source>
            <translation>All groups expanded</translation>
        </message>
    </context>
    <context>
        <name>Groups</name>
        <message>
            <source>Utan {column}</source>
            <translation>No {column}</translation>
        </message>
        <message>
            <source>datum</source>
            <translation>date</translation>
        </message>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tips</source>
            <translation>
                <numerusform>%n tip</numerusform>
                <numerusform>%n tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n leads</source>
            <translation>
                <numerusform>%n lead</numerusform>
                <numerusform>%n leads</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GuideDialog</name>
        <message>
            <source>Handbok</source>
            <translation>User guide</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>GuidePage</name>
        <message>
            <source>Handbok</source>
            <translation>User guide</translation>
        </message>
    </context>
    <context>
        <name>HandlingTime</name>
        <message>
            <source>{count} tim</source>
            <translation>{count} h</translation>
        </message>
        <message>
            <source>{count} d</source>
            <translation>{count} d</translation>
        </message>
        <message>
            <source>omkring {time}</source>
            <translation>about {time}</translation>
        </message>
        <message>
            <source>inom 1 tim</source>
            <translation>within 1 h</translation>
        </message>
    </context>
    <context>
        <name>HeadingMenu</name>
        <message>
            <source>Sortera stigande</source>
            <translation>Sort ascending</translation>
        </message>
        <message>
            <source>Sortera fallande</source>
            <translation>Sort descending</translation>
        </message>
        <message>
            <source>Sortera även efter kolumnen</source>
            <translation>Sort by this column too</translation>
        </message>
        <message>
            <source>Filtrera…</source>
            <translation>Filter…</translation>
        </message>
        <message>
            <source>Ta bort filtret</source>
            <translation>Remove the filter</translation>
        </message>
        <message>
            <source>Anpassa bredden</source>
            <translation>Fit the width</translation>
        </message>
        <message>
            <source>Dölj kolumnen</source>
            <translation>Hide the column</translation>
        </message>
        <message>
            <source>Välj kolumner…</source>
            <translation>Choose columns…</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>Vitec berättar hur det står till, inte när det ändrades. Tiderna är när rapporterna hämtades.</source>
            <translation>Vitec tells how things stand, not when they changed. The times are those of the fetches.</translation>
        </message>
        <message>
            <source>Osäker: raden saknar id.</source>
            <translation>Uncertain: the row has no id.</translation>
        </message>
        <message>
            <source>Inget har ändrats sedan dess.</source>
            <translation>Nothing has changed since.</translation>
        </message>
        <message>
            <source>Historik</source>
            <translation>History</translation>
        </message>
        <message>
            <source>nytt sedan {moment}</source>
            <translation>new since {moment}</translation>
        </message>
        <message>
            <source>ändrat sedan {moment}</source>
            <translation>changed since {moment}</translation>
        </message>
        <message>
            <source>borta sedan {moment}</source>
            <translation>gone since {moment}</translation>
        </message>
        <message>
            <source>sågs första gången {moment}</source>
            <translation>seen for the first time {moment}</translation>
        </message>
        <message>
            <source>mellan {before} och {after}</source>
            <translation>between {before} and {after}</translation>
        </message>
        <message>
            <source>Borta</source>
            <translation>Gone</translation>
        </message>
        <message>
            <source>Tillbaka</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Först sedd</source>
            <translation>First seen</translation>
        </message>
        <message>
            <source>Bostaden är inte kopplad längre</source>
            <translation>The estate is no longer linked</translation>
        </message>
        <message>
            <source>Bostad kopplad</source>
            <translation>Estate linked</translation>
        </message>
        <message>
            <source>Ny mottagare: {before} → {after}</source>
            <translation>New receiver: {before} → {after}</translation>
        </message>
    </context>
    <context>
        <name>Keyring</name>
        <message>
            <source>Windows (Autentiseringshanteraren)</source>
            <translation>Windows Credential Manager</translation>
        </message>
        <message>
            <source>Macens nyckelhanterare</source>
            <translation>the Mac's keychain</translation>
        </message>
        <message>
            <source>datorns nyckelring</source>
            <translation>the computer's keyring</translation>
        </message>
        <message>
            <source>Datorn har ingen säker nyckelring: lösenordet gäller tills programmet stängs och sparas inte.</source>
            <translation>The computer has no safe keyring: the password is kept until the program is closed, and is not saved.</translation>
        </message>
        <message>
            <source>Lösenordet sparas i {keyring}, aldrig i en fil.</source>
            <translation>The password is kept in {keyring}, never in a file.</translation>
        </message>
        <message>
            <source>Datorn har ingen nyckelring.</source>
            <translation>The computer has no keyring.</translation>
        </message>
        <message>
            <source>Datorns nyckelring sparar lösenord oskyddade och används inte.</source>
            <translation>The computer's keyring keeps passwords unprotected and is not used.</translation>
        </message>
        <message>
            <source>Datorns nyckelring är låst.</source>
            <translation>The computer's keyring is locked.</translation>
        </message>
        <message>
            <source>Datorns nyckelring tog inte emot lösenordet.</source>
            <translation>The computer's keyring did not take the password.</translation>
        </message>
        <message>
            <source>Datorns nyckelring svarar inte.</source>
            <translation>The computer's keyring does not answer.</translation>
        </message>
        <message>
            <source>Lösenordet som skrevs sist nekades. Skriv det igen för att gå vidare.</source>
            <translation>The password entered last was refused. Enter it again to go on.</translation>
        </message>
        <message>
            <source>Lösenordet finns inte i datorns nyckelring. Skriv det för att gå vidare.</source>
            <translation>The password is not in the computer's keyring. Enter it to go on.</translation>
        </message>
        <message>
            <source>Skriv lösenordet för att gå vidare.</source>
            <translation>Enter the password to go on.</translation>
        </message>
        <message>
            <source>Lösenordet gäller tills programmet stängs.</source>
            <translation>The password is kept until the program is closed.</translation>
        </message>
        <message>
            <source>{reason} Anslutningen är sparad, men lösenordet måste skrivas igen nästa gång.</source>
            <translation>{reason} The connection is saved, but the password must be entered again next time.</translation>
        </message>
    </context>
    <context>
        <name>ListPage</name>
        <message>
            <source>Inga obehandlade i det som hämtades.</source>
            <translation>No unhandled ones in what was fetched.</translation>
        </message>
        <message>
            <source>Allt var omhändertaget när rapporten hämtades.</source>
            <translation>Everything was taken care of when the report was fetched.</translation>
        </message>
        <message>
            <source>Allt är omhändertaget.</source>
            <translation>Everything is taken care of.</translation>
        </message>
        <message>
            <source>Prova en längre period eller fler kontor.</source>
            <translation>Try a longer period or more offices.</translation>
        </message>
        <message>
            <source>Ändra period</source>
            <translation>Change period</translation>
        </message>
        <message>
            <source>Rensa filter</source>
            <translation>Clear filters</translation>
        </message>
        <message numerus="yes">
            <source>%n rader döljs av sökningen.</source>
            <translation>
                <numerusform>%n row is hidden by the search.</numerusform>
                <numerusform>%n rows are hidden by the search.</numerusform>
            </translation>
        </message>
        <message>
            <source>Rensa sökningen</source>
            <translation>Clear the search</translation>
        </message>
        <message>
            <source>Inget matchar.</source>
            <translation>Nothing matches.</translation>
        </message>
        <message>
            <source>Enter visar allt om raden</source>
            <translation>Press Enter to see the whole row</translation>
        </message>
        <message>
            <source>Allt om raden är kopierat</source>
            <translation>Everything about the row has been copied</translation>
        </message>
        <message>
            <source>Cellen är kopierad</source>
            <translation>The cell has been copied</translation>
        </message>
        <message>
            <source>Ingen rapport än.</source>
            <translation>No report yet.</translation>
        </message>
        <message>
            <source>Välj kontor och period, och hämta rapporten (F5).</source>
            <translation>Choose offices and period, and fetch the report (F5).</translation>
        </message>
        <message>
            <source>Rapporten kunde inte hämtas.</source>
            <translation>The report could not be fetched.</translation>
        </message>
        <message>
            <source>Försök igen</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>i perioden</source>
            <translation>in the period</translation>
        </message>
        <message>
            <source>Inga inkommande leads {days}.</source>
            <translation>No incoming leads {days}.</translation>
        </message>
        <message>
            <source>Inga utgående leads {days}.</source>
            <translation>No outgoing leads {days}.</translation>
        </message>
        <message>
            <source>Inga tips {days}.</source>
            <translation>No tips {days}.</translation>
        </message>
        <message numerus="yes">
            <source>%n tips döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n tip is hidden by search and filters.</numerusform>
                <numerusform>%n tips are hidden by search and filters.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n unhandled row is hidden by search and filters.</numerusform>
                <numerusform>%n unhandled rows are hidden by search and filters.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n leads döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n lead is hidden by search and filters.</numerusform>
                <numerusform>%n leads are hidden by search and filters.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade räknas inte: filter i listorna döljer dem.</source>
            <translation>
                <numerusform>%n unhandled row does not count: filters of the lists hide it.</numerusform>
                <numerusform>%n unhandled rows do not count: filters of the lists hide them.</numerusform>
            </translation>
        </message>
        <message>
            <source>Räkna på allt</source>
            <translation>Count everything</translation>
        </message>
        <message>
            <source>Inga inkommande leads i det som hämtades.</source>
            <translation>No incoming leads in what was fetched.</translation>
        </message>
        <message>
            <source>Inga utgående leads i det som hämtades.</source>
            <translation>No outgoing leads in what was fetched.</translation>
        </message>
        <message>
            <source>Inga tips i det som hämtades.</source>
            <translation>No tips in what was fetched.</translation>
        </message>
        <message>
            <source>Inga obehandlade än.</source>
            <translation>No unhandled ones yet.</translation>
        </message>
        <message>
            <source>Rapporten hämtas.</source>
            <translation>The report is being fetched.</translation>
        </message>
        <message>
            <source>Visa alla</source>
            <translation>Show all</translation>
        </message>
        <message>
            <source>Inga obehandlade tips i perioden.</source>
            <translation>No unhandled tips in the period.</translation>
        </message>
        <message>
            <source>Inga obehandlade leads eller tips i perioden.</source>
            <translation>No unhandled leads or tips in the period.</translation>
        </message>
        <message>
            <source>Inga obehandlade leads i perioden.</source>
            <translation>No unhandled leads in the period.</translation>
        </message>
    </context>
    <context>
        <name>Lists</name>
        <message numerus="yes">
            <source>%n leads</source>
            <translation>
                <numerusform>%n lead</numerusform>
                <numerusform>%n leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tips</source>
            <translation>
                <numerusform>%n tip</numerusform>
                <numerusform>%n tips</numerusform>
            </translation>
        </message>
        <message>
            <source>Perioden</source>
            <translation>The period</translation>
        </message>
        <message>
            <source>Äldre</source>
            <translation>Older</translation>
        </message>
        <message>
            <source>Inkommande leads</source>
            <translation>Incoming leads</translation>
        </message>
        <message>
            <source>Utgående leads</source>
            <translation>Outgoing leads</translation>
        </message>
        <message>
            <source>Tips</source>
            <translation>Tips</translation>
        </message>
        <message>
            <source>Obehandlade</source>
            <translation>Unhandled</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <source>&amp;Arkiv</source>
            <translation>&amp;File</translation>
        </message>
        <message>
            <source>&amp;Redigera</source>
            <translation>&amp;Edit</translation>
        </message>
        <message>
            <source>&amp;Visa</source>
            <translation>&amp;View</translation>
        </message>
        <message>
            <source>&amp;Hjälp</source>
            <translation>&amp;Help</translation>
        </message>
        <message>
            <source>&amp;Fäll ut alla grupper</source>
            <translation>&amp;Expand all groups</translation>
        </message>
        <message>
            <source>&amp;Fäll ihop alla grupper</source>
            <translation>&amp;Collapse all groups</translation>
        </message>
        <message>
            <source>&amp;Ångra {what}</source>
            <translation>&amp;Undo {what}</translation>
        </message>
        <message>
            <source>&amp;Gör om {what}</source>
            <translation>&amp;Redo {what}</translation>
        </message>
        <message>
            <source>&amp;Hämta rapport</source>
            <translation>&amp;Fetch report</translation>
        </message>
        <message>
            <source>&amp;Exportera…</source>
            <translation>&amp;Export…</translation>
        </message>
        <message>
            <source>&amp;Schemalagd export…</source>
            <translation>Sche&amp;duled export…</translation>
        </message>
        <message>
            <source>Skriv &amp;ut översikten…</source>
            <translation>&amp;Print the overview…</translation>
        </message>
        <message>
            <source>Sparade &amp;rapporter…</source>
            <translation>Saved &amp;reports…</translation>
        </message>
        <message>
            <source>&amp;Anslutningar…</source>
            <translation>&amp;Connections…</translation>
        </message>
        <message>
            <source>E&amp;xempeldata</source>
            <translation>&amp;Sample data</translation>
        </message>
        <message>
            <source>&amp;Nätverk…</source>
            <translation>&amp;Network…</translation>
        </message>
        <message>
            <source>A&amp;vsluta</source>
            <translation>&amp;Quit</translation>
        </message>
        <message>
            <source>&amp;Kopiera rader</source>
            <translation>&amp;Copy rows</translation>
        </message>
        <message>
            <source>Kopiera &amp;allt</source>
            <translation>Copy &amp;everything</translation>
        </message>
        <message>
            <source>&amp;Sök i tabellen</source>
            <translation>&amp;Search the table</translation>
        </message>
        <message>
            <source>&amp;Rensa filter</source>
            <translation>C&amp;lear filters</translation>
        </message>
        <message>
            <source>&amp;Detaljer</source>
            <translation>&amp;Details</translation>
        </message>
        <message>
            <source>&amp;Gå till</source>
            <translation>&amp;Go to</translation>
        </message>
        <message>
            <source>&amp;Utseende</source>
            <translation>&amp;Appearance</translation>
        </message>
        <message>
            <source>Som &amp;systemet</source>
            <translation>As the &amp;system</translation>
        </message>
        <message>
            <source>&amp;Ljust</source>
            <translation>&amp;Light</translation>
        </message>
        <message>
            <source>&amp;Mörkt</source>
            <translation>&amp;Dark</translation>
        </message>
        <message>
            <source>S&amp;pråk</source>
            <translation>&amp;Language</translation>
        </message>
        <message>
            <source>&amp;Inkommande leads</source>
            <translation>&amp;Incoming leads</translation>
        </message>
        <message>
            <source>&amp;Utgående leads</source>
            <translation>Out&amp;going leads</translation>
        </message>
        <message>
            <source>&amp;Tips</source>
            <translation>&amp;Tips</translation>
        </message>
        <message>
            <source>Obe&amp;handlade</source>
            <translation>Un&amp;handled</translation>
        </message>
        <message>
            <source>&amp;Översikt</source>
            <translation>&amp;Overview</translation>
        </message>
        <message>
            <source>&amp;Kontor</source>
            <translation>O&amp;ffices</translation>
        </message>
        <message>
            <source>&amp;Period</source>
            <translation>&amp;Period</translation>
        </message>
        <message>
            <source>&amp;Handbok</source>
            <translation>&amp;User guide</translation>
        </message>
        <message>
            <source>&amp;Kortkommandon</source>
            <translation>&amp;Keyboard shortcuts</translation>
        </message>
        <message>
            <source>Visa &amp;loggen</source>
            <translation>Show the &amp;log</translation>
        </message>
        <message>
            <source>&amp;Om Vitec Desktop</source>
            <translation>&amp;About Vitec Desktop</translation>
        </message>
    </context>
    <context>
        <name>Months</name>
        <message>
            <source>jan</source>
            <translation>Jan</translation>
        </message>
        <message>
            <source>feb</source>
            <translation>Feb</translation>
        </message>
        <message>
            <source>mar</source>
            <translation>Mar</translation>
        </message>
        <message>
            <source>apr</source>
            <translation>Apr</translation>
        </message>
        <message>
            <source>maj</source>
            <translation>May</translation>
        </message>
        <message>
            <source>jun</source>
            <translation>Jun</translation>
        </message>
        <message>
            <source>jul</source>
            <translation>Jul</translation>
        </message>
        <message>
            <source>aug</source>
            <translation>Aug</translation>
        </message>
        <message>
            <source>sep</source>
            <translation>Sep</translation>
        </message>
        <message>
            <source>okt</source>
            <translation>Oct</translation>
        </message>
        <message>
            <source>nov</source>
            <translation>Nov</translation>
        </message>
        <message>
            <source>dec</source>
            <translation>Dec</translation>
        </message>
        <message>
            <source>januari</source>
            <translation>January</translation>
        </message>
        <message>
            <source>februari</source>
            <translation>February</translation>
        </message>
        <message>
            <source>mars</source>
            <translation>March</translation>
        </message>
        <message>
            <source>april</source>
            <translation>April</translation>
        </message>
        <message>
            <source>juni</source>
            <translation>June</translation>
        </message>
        <message>
            <source>juli</source>
            <translation>July</translation>
        </message>
        <message>
            <source>augusti</source>
            <translation>August</translation>
        </message>
        <message>
            <source>september</source>
            <translation>September</translation>
        </message>
        <message>
            <source>oktober</source>
            <translation>October</translation>
        </message>
        <message>
            <source>november</source>
            <translation>November</translation>
        </message>
        <message>
            <source>december</source>
            <translation>December</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Stäng meddelandet</source>
            <translation>Close the message</translation>
        </message>
    </context>
    <context>
        <name>OfficeEditor</name>
        <message>
            <source>Lägg till</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>Kund-id</source>
            <translation>Customer id</translation>
        </message>
        <message>
            <source>Ett eller flera med komma. Skriv gärna kontorets namn efter ett likhetstecken.</source>
            <translation>One or several with commas. An office's name may follow an equals sign.</translation>
        </message>
    </context>
    <context>
        <name>OfficeList</name>
        <message>
            <source>Kund-id i anslutningen</source>
            <translation>Customer ids of the connection</translation>
        </message>
        <message>
            <source>Delete tar bort, Enter ändrar</source>
            <translation>Delete removes, Enter changes</translation>
        </message>
        <message>
            <source>Inga tillagda än. Det som står i fältet räknas också.</source>
            <translation>None added yet. What stands in the field counts too.</translation>
        </message>
    </context>
    <context>
        <name>Offices</name>
        <message>
            <source>{count} av {total} kontor</source>
            <translation>{count} of {total} offices</translation>
        </message>
        <message numerus="yes">
            <source>{offices}, %n andra</source>
            <translation>
                <numerusform>{offices}, %n other</numerusform>
                <numerusform>{offices}, %n others</numerusform>
            </translation>
        </message>
        <message>
            <source>{names} och {count} andra</source>
            <translation>{names} and {count} others</translation>
        </message>
    </context>
    <context>
        <name>OlderController</name>
        <message>
            <source>Dölj äldre</source>
            <translation>Hide older</translation>
        </message>
        <message>
            <source>Försök igen</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Söker äldre obehandlade.</source>
            <translation>Looking for older unhandled rows.</translation>
        </message>
        <message>
            <source>Äldre obehandlade kan inte hämtas.</source>
            <translation>Older unhandled rows cannot be fetched.</translation>
        </message>
        <message>
            <source>Ett av rapportens kontor har ingen anslutning längre. Hämta en ny rapport.</source>
            <translation>One of the report's offices no longer has a connection. Fetch a new report.</translation>
        </message>
        <message>
            <source>Väntar på jämförelsen…</source>
            <translation>Waiting for the comparison…</translation>
        </message>
        <message>
            <source>Söker äldre obehandlade…</source>
            <translation>Looking for older unhandled rows…</translation>
        </message>
        <message numerus="yes">
            <source>%n äldre obehandlade visas också, från {days}.</source>
            <translation>
                <numerusform>%n older unhandled row is shown too, from {days}.</numerusform>
                <numerusform>%n older unhandled rows are shown too, from {days}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Inga äldre obehandlade {days}.</source>
            <translation>No older unhandled rows {days}.</translation>
        </message>
        <message>
            <source>Inga äldre obehandlade i det som hämtades.</source>
            <translation>No older unhandled ones in what was fetched.</translation>
        </message>
        <message>
            <source>Översikten räknar bara dem som hör till perioden.</source>
            <translation>The overview counts only those of the period.</translation>
        </message>
        <message>
            <source>Äldre obehandlade kunde inte hämtas.</source>
            <translation>Older unhandled rows could not be fetched.</translation>
        </message>
    </context>
    <context>
        <name>Overview</name>
        <message>
            <source>Så räknas det: F1</source>
            <translation>How it is counted: F1</translation>
        </message>
        <message>
            <source>mot {count}</source>
            <translation>from {count}</translation>
        </message>
        <message>
            <source>{title}, de {count} senaste</source>
            <translation>{title}, the last {count}</translation>
        </message>
        <message>
            <source>t.o.m. {day}</source>
            <translation>up to {day}</translation>
        </message>
        <message>
            <source>pågår</source>
            <translation>in progress</translation>
        </message>
        <message>
            <source>mot {period}</source>
            <translation>vs {period}</translation>
        </message>
        <message numerus="yes">
            <source>%n kontor</source>
            <translation>
                <numerusform>%n office</numerusform>
                <numerusform>%n offices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mottagare</source>
            <translation>
                <numerusform>%n receiver</numerusform>
                <numerusform>%n receivers</numerusform>
            </translation>
        </message>
        <message>
            <source>Leads</source>
            <translation>Leads</translation>
        </message>
        <message>
            <source>Tips, mottagna</source>
            <translation>Tips received</translation>
        </message>
        <message>
            <source>skickade</source>
            <translation>sent</translation>
        </message>
        <message>
            <source>Obehandlade</source>
            <translation>Unhandled</translation>
        </message>
        <message>
            <source>Inget att räkna.</source>
            <translation>Nothing to count.</translation>
        </message>
        <message>
            <source>{count} andra</source>
            <translation>{count} others</translation>
        </message>
        <message>
            <source>Utan kontor</source>
            <translation>No office</translation>
        </message>
        <message>
            <source>Utan mottagare</source>
            <translation>No receiver</translation>
        </message>
        <message>
            <source>saknas</source>
            <translation>missing</translation>
        </message>
        <message>
            <source>dagar saknas</source>
            <translation>days missing</translation>
        </message>
        <message>
            <source>äldsta {days} d</source>
            <translation>oldest {days} d</translation>
        </message>
        <message>
            <source>leads</source>
            <translation>leads</translation>
        </message>
        <message>
            <source>tips, mottagna</source>
            <translation>tips, received</translation>
        </message>
        <message>
            <source>tips, skickade</source>
            <translation>tips, sent</translation>
        </message>
        <message>
            <source>obehandlade</source>
            <translation>unhandled</translation>
        </message>
        <message>
            <source>Utan status</source>
            <translation>No state</translation>
        </message>
        <message>
            <source>Obehandlade, {age}</source>
            <translation>Unhandled, {age}</translation>
        </message>
        <message>
            <source>Median {age}</source>
            <translation>Median {age}</translation>
        </message>
        <message>
            <source>äldsta {age}</source>
            <translation>oldest {age}</translation>
        </message>
        <message>
            <source>{count} utan datum</source>
            <translation>{count} without a date</translation>
        </message>
        <message>
            <source>Inga obehandlade i det som visas.</source>
            <translation>No unhandled ones in what is shown.</translation>
        </message>
        <message>
            <source>För få rader för en andel.</source>
            <translation>Too few rows for a share.</translation>
        </message>
        <message>
            <source>Flest tips</source>
            <translation>Most tips</translation>
        </message>
        <message>
            <source>Namn</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Antal</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>Inga tips att räkna.</source>
            <translation>No tips to count.</translation>
        </message>
        <message>
            <source>Sju dagar i taget</source>
            <translation>Seven days at a time</translation>
        </message>
        <message>
            <source>Antal rader efter dagen då de skapades, i svensk tid, sju dagar i taget från periodens första dag: varje veckodag är med en gång. Färre dagar i slutet är streckade.</source>
            <translation>Number of rows by the day they were created, in Swedish time, seven days at a time from the first day of the period: each weekday is there once. Fewer days at the end are hatched.</translation>
        </message>
        <message>
            <source>Per dag</source>
            <translation>Per day</translation>
        </message>
        <message>
            <source>Antal rader efter dagen då de skapades, i svensk tid.</source>
            <translation>Number of rows by the day they were created, in Swedish time.</translation>
        </message>
        <message>
            <source>{days} av {all} dagar</source>
            <translation>{days} of {all} days</translation>
        </message>
        <message numerus="yes">
            <source>%n dagar</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message>
            <source>{days} av {all}</source>
            <translation>{days} of {all}</translation>
        </message>
        <message>
            <source>Per kontor</source>
            <translation>By office</translation>
        </message>
        <message>
            <source>Leads och mottagna tips efter mottagarens kontor, skickade tips efter avsändarens: här kan även andra kontor än de valda stå. Obehandlade och → Intag är leads och tips tillsammans: 10 + 6 är tio leads och sex tips. Fler än fem kontor: de fyra med flest obehandlade.</source>
            <translation>Leads and received tips by the receiver's office, sent tips by the sender's: other offices than the selected ones can be here too. Unhandled and → Assignment are leads and tips together: 10 + 6 is ten leads and six tips. More than five offices: the four with most unhandled.</translation>
        </message>
        <message>
            <source>Kontor</source>
            <translation>Office</translation>
        </message>
        <message>
            <source>Per mottagare</source>
            <translation>Per receiver</translation>
        </message>
        <message>
            <source>Leads och mottagna tips efter mottagare, skickade tips efter avsändare. Obehandlade och → Intag är leads och tips tillsammans: 10 + 6 är tio leads och sex tips. Fler än fem mottagare: de fyra med flest obehandlade.</source>
            <translation>Leads and received tips by receiver, sent tips by sender. Unhandled and → Assignment are leads and tips together: 10 + 6 is ten leads and six tips. More than five receivers: the four with most unhandled.</translation>
        </message>
        <message>
            <source>Mottagare</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>sökningen ”{words}”</source>
            <translation>the search “{words}”</translation>
        </message>
        <message>
            <source>Obehandlade, även äldre</source>
            <translation>Unhandled, older ones too</translation>
        </message>
        <message>
            <source>Exempeldata</source>
            <translation>Sample data</translation>
        </message>
        <message>
            <source>alla kontor</source>
            <translation>all offices</translation>
        </message>
        <message>
            <source>Filtrerat: {lists}</source>
            <translation>Filtered: {lists}</translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n inkommande leads</source>
            <translation>
                <numerusform>{shown} of %n incoming lead</numerusform>
                <numerusform>{shown} of %n incoming leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n utgående leads</source>
            <translation>
                <numerusform>{shown} of %n outgoing lead</numerusform>
                <numerusform>{shown} of %n outgoing leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n tips</source>
            <translation>
                <numerusform>{shown} of %n tip</numerusform>
                <numerusform>{shown} of %n tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n leads och tips</source>
            <translation>
                <numerusform>{shown} of %n lead or tip</numerusform>
                <numerusform>{shown} of %n leads and tips</numerusform>
            </translation>
        </message>
        <message>
            <source>Översikten räknar på det som visas: {numbers}.</source>
            <translation>The overview counts what is shown: {numbers}.</translation>
        </message>
        <message>
            <source>Filter: {conditions}.</source>
            <translation>Filter: {conditions}.</translation>
        </message>
        <message>
            <source>Ingen</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Förra perioden</source>
            <translation>Previous period</translation>
        </message>
        <message>
            <source>Samma period i fjol</source>
            <translation>Same period last year</translation>
        </message>
        <message>
            <source>Inga leads eller tips i det som hämtades.</source>
            <translation>No leads or tips in what was fetched.</translation>
        </message>
        <message>
            <source>Inga leads eller tips {days}.</source>
            <translation>No leads or tips {days}.</translation>
        </message>
        <message numerus="yes">
            <source>%n rader döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n row is hidden by search and filters.</numerusform>
                <numerusform>%n rows are hidden by search and filters.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hämtad {moment} med Vitec Desktop.</source>
            <translation>Fetched {moment} by Vitec Desktop.</translation>
        </message>
        <message>
            <source>Sparad rapport, inte uppdaterad sedan dess.</source>
            <translation>Saved report, not updated since.</translation>
        </message>
        <message>
            <source>Inte komplett:</source>
            <translation>Not complete:</translation>
        </message>
        <message>
            <source>Jämförs med {period}.</source>
            <translation>Compared with {period}.</translation>
        </message>
        <message>
            <source>Den perioden är inte komplett:</source>
            <translation>That period is not complete:</translation>
        </message>
        <message>
            <source>Det som blev av tips och leads är läget när rapporten hämtades. Obehandlat: Ny eller Hos fördelare.</source>
            <translation>What became of tips and leads is as it was when the report was fetched. Unhandled: New or With distributor.</translation>
        </message>
        <message>
            <source>i det som hämtades</source>
            <translation>in what was fetched</translation>
        </message>
        <message>
            <source>{count} med bostad kopplad</source>
            <translation>{count} with an estate linked</translation>
        </message>
        <message numerus="yes">
            <source>till %n mottagare</source>
            <translation>
                <numerusform>to %n receiver</numerusform>
                <numerusform>to %n receivers</numerusform>
            </translation>
        </message>
        <message>
            <source>av periodens</source>
            <translation>in period</translation>
        </message>
        <message>
            <source>Sök äldre</source>
            <translation>Find older</translation>
        </message>
        <message>
            <source>i fjol {share}</source>
            <translation>last year {share}</translation>
        </message>
        <message>
            <source>förra {share}</source>
            <translation>previously {share}</translation>
        </message>
        <message>
            <source>Antal jämförs inte medan dagar saknas i någon av perioderna.</source>
            <translation>Counts are not compared while days are missing in either period.</translation>
        </message>
    </context>
    <context>
        <name>OverviewToolbar</name>
        <message>
            <source>Rensa filter</source>
            <translation>Clear filters</translation>
        </message>
        <message>
            <source>Jämför med</source>
            <translation>Compare with</translation>
        </message>
        <message>
            <source>Kopiera bild</source>
            <translation>Copy picture</translation>
        </message>
        <message>
            <source>Skriv ut…</source>
            <translation>Print…</translation>
        </message>
        <message>
            <source>Vilken period siffrorna jämförs med</source>
            <translation>Which period the figures are compared with</translation>
        </message>
        <message>
            <source>Kopiera översikten som bild</source>
            <translation>Copy the overview as a picture</translation>
        </message>
        <message>
            <source>Skriv ut översikten, eller spara den som PDF</source>
            <translation>Print the overview, or save it as a PDF</translation>
        </message>
        <message>
            <source>Skriv ut på A4…</source>
            <translation>Print on A4…</translation>
        </message>
        <message>
            <source>Spara som PDF…</source>
            <translation>Save as PDF…</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Lösenord för {name}</source>
            <translation>Password for {name}</translation>
        </message>
        <message>
            <source>Användarnamn: {user}</source>
            <translation>User name: {user}</translation>
        </message>
        <message>
            <source>Lösenord</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>Spara i datorns nyckelring</source>
            <translation>Keep in the computer's keyring</translation>
        </message>
        <message>
            <source>Fortsätt</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Skriv lösenordet.</source>
            <translation>Enter the password.</translation>
        </message>
    </context>
    <context>
        <name>PasswordEdit</name>
        <message>
            <source>Visa tecknen</source>
            <translation>Show the characters</translation>
        </message>
        <message>
            <source>Dölj tecknen</source>
            <translation>Hide the characters</translation>
        </message>
    </context>
    <context>
        <name>Periods</name>
        <message>
            <source>Idag</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>Denna vecka</source>
            <translation>This week</translation>
        </message>
        <message>
            <source>Förra veckan</source>
            <translation>Last week</translation>
        </message>
        <message>
            <source>Denna månad</source>
            <translation>This month</translation>
        </message>
        <message>
            <source>Förra månaden</source>
            <translation>Last month</translation>
        </message>
        <message>
            <source>Senaste 30 dagarna</source>
            <translation>Last 30 days</translation>
        </message>
        <message>
            <source>Detta kvartal</source>
            <translation>This quarter</translation>
        </message>
        <message>
            <source>Förra kvartalet</source>
            <translation>Last quarter</translation>
        </message>
        <message>
            <source>I år</source>
            <translation>This year</translation>
        </message>
        <message>
            <source>I fjol</source>
            <translation>Last year</translation>
        </message>
        <message>
            <source>Senaste 12 månaderna</source>
            <translation>Last 12 months</translation>
        </message>
        <message>
            <source>Senaste 13 veckorna</source>
            <translation>Last 13 weeks</translation>
        </message>
        <message>
            <source>Senaste 12 hela månaderna</source>
            <translation>Last 12 whole months</translation>
        </message>
        <message>
            <source>30 dagar</source>
            <translation>30 days</translation>
        </message>
        <message>
            <source>12 månader</source>
            <translation>12 months</translation>
        </message>
        <message>
            <source>13 veckor</source>
            <translation>13 weeks</translation>
        </message>
        <message>
            <source>12 hela månader</source>
            <translation>12 whole months</translation>
        </message>
        <message>
            <source>Anpassad</source>
            <translation>Custom</translation>
        </message>
        <message>
            <source>Aktiva</source>
            <translation>Active</translation>
        </message>
        <message>
            <source>Aktiva och borttagna</source>
            <translation>Active and removed</translation>
        </message>
        <message>
            <source>Borttagna</source>
            <translation>Removed</translation>
        </message>
        <message>
            <source>v. {number}</source>
            <translation>wk {number}</translation>
        </message>
    </context>
    <context>
        <name>PickerButton</name>
        <message>
            <source>{name}, ändrad</source>
            <translation>{name}, changed</translation>
        </message>
    </context>
    <context>
        <name>PlanList</name>
        <message>
            <source>Schemalagda exporter</source>
            <translation>Scheduled exports</translation>
        </message>
    </context>
    <context>
        <name>PrintController</name>
        <message>
            <source>Det finns ingen översikt att kopiera.</source>
            <translation>There is no overview to copy.</translation>
        </message>
        <message>
            <source>Översikten är kopierad som bild</source>
            <translation>The overview has been copied as a picture</translation>
        </message>
        <message>
            <source>Skrivaren tog inte emot sidan. Prova en annan skrivare, eller spara som PDF.</source>
            <translation>The printer did not take the page. Try another printer, or save it as a PDF.</translation>
        </message>
        <message>
            <source>Översikten kunde inte skrivas ut.</source>
            <translation>The overview could not be printed.</translation>
        </message>
        <message>
            <source>Spara översikten som PDF</source>
            <translation>Save the overview as a PDF</translation>
        </message>
        <message>
            <source>{reason} Välj en annan mapp, eller stäng filen om den är öppen.</source>
            <translation>{reason} Choose another folder, or close the file if it is open.</translation>
        </message>
        <message>
            <source>PDF:en kunde inte sparas.</source>
            <translation>The PDF could not be saved.</translation>
        </message>
        <message>
            <source>Öppna</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Visa i mapp</source>
            <translation>Show in folder</translation>
        </message>
        <message>
            <source>Sparad: {name}</source>
            <translation>Saved: {name}</translation>
        </message>
        <message>
            <source>Datorn har inget program för PDF. Filen ligger i {folder}.</source>
            <translation>The computer has no program for PDF. The file is in {folder}.</translation>
        </message>
        <message>
            <source>Filen kunde inte öppnas.</source>
            <translation>The file could not be opened.</translation>
        </message>
        <message>
            <source>Översikt tips och leads {period}</source>
            <translation>Overview tips and leads {period}</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <source>{done} av {total}</source>
            <translation>{done} of {total}</translation>
        </message>
        <message>
            <source>väntar till {time}</source>
            <translation>waiting until {time}</translation>
        </message>
        <message>
            <source>hämtar {office}, {days}</source>
            <translation>fetching {office}, {days}</translation>
        </message>
        <message numerus="yes">
            <source>ungefär %n sekunder kvar</source>
            <translation>
                <numerusform>about %n second left</numerusform>
                <numerusform>about %n seconds left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>ungefär %n minuter kvar</source>
            <translation>
                <numerusform>about %n minute left</numerusform>
                <numerusform>about %n minutes left</numerusform>
            </translation>
        </message>
        <message>
            <source>Resten av rapporten hämtas som vanligt.</source>
            <translation>The rest of the report is fetched as usual.</translation>
        </message>
    </context>
    <context>
        <name>ProgressRow</name>
        <message>
            <source>Förlopp</source>
            <translation>Progress</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>ProxyDialog</name>
        <message>
            <source>Nätverk</source>
            <translation>Network</translation>
        </message>
        <message>
            <source>Spara</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Vissa nätverk släpper bara ut program som går genom en proxy.</source>
            <translation>Some networks let only those programs out that go through a proxy.</translation>
        </message>
        <message>
            <source>Datorns egen inställning (förvalt)</source>
            <translation>The computer's own setting (the default)</translation>
        </message>
        <message>
            <source>Ingen proxy</source>
            <translation>No proxy</translation>
        </message>
        <message>
            <source>En egen proxy</source>
            <translation>A proxy of your own</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Proxyns namn och port</source>
            <translation>The proxy's name and port</translation>
        </message>
        <message>
            <source>Datorn hittar sin proxy med ett skript (PAC). Programmet kan inte köra det: fråga er it-ansvariga efter proxyns namn och port, och ange dem här.</source>
            <translation>The computer finds its proxy by a script (PAC). The program cannot run it: ask your IT department for the proxy's name and port, and enter them here.</translation>
        </message>
        <message>
            <source>Skriv namn och port, till exempel proxy.example.se:8080.</source>
            <translation>Enter name and port, such as proxy.example.se:8080.</translation>
        </message>
    </context>
    <context>
        <name>ReportController</name>
        <message>
            <source>Det finns inget kontor att hämta för.</source>
            <translation>There is no office to fetch for.</translation>
        </message>
        <message>
            <source>Lägg till en anslutning först.</source>
            <translation>Add a connection first.</translation>
        </message>
        <message>
            <source>Första dagen ligger efter den sista.</source>
            <translation>The first day lies after the last.</translation>
        </message>
        <message>
            <source>Perioden är bakvänd.</source>
            <translation>The period runs backwards.</translation>
        </message>
        <message>
            <source>Ändra någon av dem.</source>
            <translation>Change one of them.</translation>
        </message>
        <message>
            <source>Hämta igen när den är klar.</source>
            <translation>Fetch again when it is done.</translation>
        </message>
        <message>
            <source>En fil sparas.</source>
            <translation>A file is being saved.</translation>
        </message>
        <message>
            <source>Ansluter…</source>
            <translation>Connecting…</translation>
        </message>
        <message>
            <source>Hämtar rapporten.</source>
            <translation>Fetching the report.</translation>
        </message>
        <message>
            <source>Väntar på datorns nyckelring, som kan be om ditt godkännande…</source>
            <translation>Waiting for the computer’s keyring, which may ask you to confirm…</translation>
        </message>
        <message numerus="yes">
            <source>Rapporten är hämtad: %n rader.</source>
            <translation>
                <numerusform>The report has been fetched: %n row.</numerusform>
                <numerusform>The report has been fetched: %n rows.</numerusform>
            </translation>
        </message>
        <message>
            <source>Orsaken står i meddelandet ovanför.</source>
            <translation>The reason is in the message above.</translation>
        </message>
        <message>
            <source>Visa det som hann hämtas</source>
            <translation>Show what was fetched</translation>
        </message>
        <message>
            <source>Inget hann hämtas.</source>
            <translation>Nothing had been fetched yet.</translation>
        </message>
        <message>
            <source>Hämtningen avbröts.</source>
            <translation>The fetch was cancelled.</translation>
        </message>
        <message>
            <source>Den sparade rapporten visas, oförändrad.</source>
            <translation>The saved report is shown, unchanged.</translation>
        </message>
        <message>
            <source>Rapporten som hämtades {time} visas, oförändrad.</source>
            <translation>The report fetched at {time} is shown, unchanged.</translation>
        </message>
        <message>
            <source>Visa detaljer</source>
            <translation>Show details</translation>
        </message>
        <message>
            <source>Försök igen</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Ändra anslutning</source>
            <translation>Change connection</translation>
        </message>
        <message>
            <source>Nätverk…</source>
            <translation>Network…</translation>
        </message>
        <message>
            <source>Inte komplett än</source>
            <translation>Not complete yet</translation>
        </message>
        <message>
            <source>Hämtas…</source>
            <translation>Being fetched…</translation>
        </message>
        <message>
            <source>Avbryter…</source>
            <translation>Cancelling…</translation>
        </message>
        <message>
            <source>Hämtningen misslyckades</source>
            <translation>The fetch failed</translation>
        </message>
        <message>
            <source>Sparad rapport, inte uppdaterad</source>
            <translation>Saved report, not up to date</translation>
        </message>
        <message>
            <source>Komplett rapport</source>
            <translation>Complete report</translation>
        </message>
        <message>
            <source>Inte komplett</source>
            <translation>Not complete</translation>
        </message>
        <message>
            <source>Klicka för att visa meddelandet.</source>
            <translation>Click to show the message.</translation>
        </message>
        <message>
            <source>{rows} och {count} borta</source>
            <translation>{rows} and {count} gone</translation>
        </message>
        <message numerus="yes">
            <source>%n grupper</source>
            <translation>
                <numerusform>%n group</numerusform>
                <numerusform>%n groups</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReportTableModel</name>
        <message>
            <source>saknas</source>
            <translation>missing</translation>
        </message>
        <message>
            <source>oförändrat</source>
            <translation>unchanged</translation>
        </message>
        <message>
            <source>hopfälld</source>
            <translation>collapsed</translation>
        </message>
        <message>
            <source>utfälld</source>
            <translation>expanded</translation>
        </message>
        <message>
            <source>Grupp {name}</source>
            <translation>Group {name}</translation>
        </message>
    </context>
    <context>
        <name>ReportTabs</name>
        <message>
            <source>Rapporten</source>
            <translation>The report</translation>
        </message>
        <message>
            <source>Översikt</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>{count} hittills</source>
            <translation>{count} so far</translation>
        </message>
        <message>
            <source>{shown} av {total}</source>
            <translation>{shown} of {total}</translation>
        </message>
        <message>
            <source>{total} + {older} äldre</source>
            <translation>{total} + {older} older</translation>
        </message>
    </context>
    <context>
        <name>RowCounts</name>
        <message>
            <source>{count} markerade</source>
            <translation>{count} selected</translation>
        </message>
        <message>
            <source>{count} obehandlat</source>
            <translation>{count} unhandled</translation>
        </message>
        <message>
            <source>{count} obehandlade</source>
            <translation>{count} unhandled</translation>
        </message>
        <message>
            <source>{count} → Intag</source>
            <translation>{count} → Assignment</translation>
        </message>
    </context>
    <context>
        <name>RowKinds</name>
        <message>
            <source>Lead</source>
            <translation>Lead</translation>
        </message>
        <message>
            <source>Tips</source>
            <translation>Tip</translation>
        </message>
    </context>
    <context>
        <name>RowMenu</name>
        <message>
            <source>Kopiera raden</source>
            <translation>Copy the row</translation>
        </message>
        <message>
            <source>Kopiera {count} rader</source>
            <translation>Copy {count} rows</translation>
        </message>
        <message>
            <source>Kopiera cellen</source>
            <translation>Copy the cell</translation>
        </message>
        <message>
            <source>Visa detaljer</source>
            <translation>Show details</translation>
        </message>
        <message>
            <source>Visa bara {value}</source>
            <translation>Show only {value}</translation>
        </message>
        <message>
            <source>Visa bara ”{value}”</source>
            <translation>Show only “{value}”</translation>
        </message>
        <message>
            <source>Uteslut ”{value}”</source>
            <translation>Exclude “{value}”</translation>
        </message>
        <message>
            <source>Visa bara avsändaren {name}</source>
            <translation>Show only the sender {name}</translation>
        </message>
        <message>
            <source>Visa bara mottagaren {name}</source>
            <translation>Show only the receiver {name}</translation>
        </message>
    </context>
    <context>
        <name>SampleDataController</name>
        <message>
            <source>Exempeldata</source>
            <translation>Sample data</translation>
        </message>
        <message>
            <source>Nästa hämtning: exempeldata</source>
            <translation>Next fetch: sample data</translation>
        </message>
        <message>
            <source>Lägg till anslutning</source>
            <translation>Add connection</translation>
        </message>
        <message>
            <source>Hämta egna tips och leads</source>
            <translation>Fetch your own tips and leads</translation>
        </message>
        <message>
            <source>Byt till egna kontor</source>
            <translation>Switch to your own offices</translation>
        </message>
    </context>
    <context>
        <name>SavedReport</name>
        <message>
            <source>Sparad rapport, hämtad {moment}, inte uppdaterad.</source>
            <translation>Saved report, fetched {moment}, not up to date.</translation>
        </message>
        <message>
            <source>Det som hänt de senaste {days} dagarna syns när du hämtar.</source>
            <translation>What has happened in the last {days} days shows when you fetch.</translation>
        </message>
        <message>
            <source>Det som hänt sedan dess syns när du hämtar.</source>
            <translation>What has happened since then shows when you fetch.</translation>
        </message>
        <message>
            <source>Hämta nu</source>
            <translation>Fetch now</translation>
        </message>
        <message>
            <source>Visa detaljer</source>
            <translation>Show details</translation>
        </message>
    </context>
    <context>
        <name>SavedReportList</name>
        <message>
            <source>Sparade rapporter</source>
            <translation>Saved reports</translation>
        </message>
        <message>
            <source>Hämtad</source>
            <translation>Fetched</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Kontor</source>
            <translation>Offices</translation>
        </message>
        <message>
            <source>Rader</source>
            <translation>Rows</translation>
        </message>
        <message>
            <source>Storlek</source>
            <translation>Size</translation>
        </message>
        <message>
            <source>{text}, inte komplett</source>
            <translation>{text}, not complete</translation>
        </message>
    </context>
    <context>
        <name>SavedViews</name>
        <message>
            <source>Alla</source>
            <translation>All</translation>
        </message>
        <message>
            <source>Obehandlade</source>
            <translation>Unhandled</translation>
        </message>
        <message>
            <source>Nytt sedan sist</source>
            <translation>New since last time</translation>
        </message>
    </context>
    <context>
        <name>SavedViewsController</name>
        <message>
            <source>Spara som vy…</source>
            <translation>Save as view…</translation>
        </message>
        <message>
            <source>Uppdatera vyn ”{name}”</source>
            <translation>Update the view “{name}”</translation>
        </message>
        <message>
            <source>Ta bort vyn ”{name}”</source>
            <translation>Delete the view “{name}”</translation>
        </message>
    </context>
    <context>
        <name>Schedule</name>
        <message>
            <source>varje {day} kl. {time}</source>
            <translation>every {day} at {time}</translation>
        </message>
        <message>
            <source>den {day} varje månad kl. {time}</source>
            <translation>on day {day} of every month at {time}</translation>
        </message>
        <message>
            <source>Den är inte schemalagd på den här datorn. Spara den på nytt för att köra den här.</source>
            <translation>It is not scheduled on this computer. Save it again to run it here.</translation>
        </message>
        <message>
            <source>Nästa: {moment}</source>
            <translation>Next: {moment}</translation>
        </message>
        <message>
            <source>Senast: {moment}, {result}</source>
            <translation>Last: {moment}, {result}</translation>
        </message>
        <message>
            <source>Den skulle ha körts {moment}, men datorn var av eller du var inte inloggad.</source>
            <translation>It was due {moment}, but the computer was off or you were not logged on.</translation>
        </message>
        <message>
            <source>En schemalagd export blev inte av.</source>
            <translation>A scheduled export did not take place.</translation>
        </message>
        <message>
            <source>Kör den nu, eller hämta perioden här.</source>
            <translation>Run it now, or fetch the period here.</translation>
        </message>
        <message>
            <source>Den skulle ha körts {moment}, men är inte schemalagd på den här datorn.</source>
            <translation>It was due {moment}, but is not scheduled on this computer.</translation>
        </message>
        <message>
            <source>Öppna schemat, och spara det på nytt om exporten ska köras här.</source>
            <translation>Open the schedule, and save it again if the export is to run here.</translation>
        </message>
        <message>
            <source>Den schemalagda exporten {moment} är inte komplett.</source>
            <translation>The scheduled export of {moment} is incomplete.</translation>
        </message>
        <message>
            <source>Den schemalagda exporten {moment} misslyckades.</source>
            <translation>The scheduled export of {moment} failed.</translation>
        </message>
        <message>
            <source>{reason} Lösenordet finns bara medan programmet är öppet, och en körning når det inte. Exportera i fönstret i stället.</source>
            <translation>{reason} The password exists only while the program is open, and a run cannot reach it. Export in the window instead.</translation>
        </message>
        <message>
            <source>Schemalagd export går inte på den här datorn.</source>
            <translation>Scheduled export does not work on this computer.</translation>
        </message>
        <message>
            <source>Programmet hittar ingen schemaläggare på datorn.</source>
            <translation>The program finds no scheduler on the computer.</translation>
        </message>
        <message>
            <source>Datorns schemaläggare (systemd) är inte igång för ditt konto. Fråga er it-ansvariga.</source>
            <translation>The computer's scheduler (systemd) is not running for your account. Ask your IT department.</translation>
        </message>
        <message>
            <source>Datorns schemaläggare sade nej. Fråga er it-ansvariga om du får schemalägga program.</source>
            <translation>The computer's scheduler said no. Ask your IT department whether you may schedule programs.</translation>
        </message>
        <message>
            <source>Datorns schemaläggare svarar inte. Försök igen senare.</source>
            <translation>The computer's scheduler does not answer. Try again later.</translation>
        </message>
        <message>
            <source>Schemaläggarens fil kunde inte skrivas. Fråga er it-ansvariga.</source>
            <translation>The scheduler's file could not be written. Ask your IT department.</translation>
        </message>
        <message>
            <source>Ett tecken i sökvägen till programmet eller inställningarna går inte att använda.</source>
            <translation>A character in the path of the program or of the settings cannot be used.</translation>
        </message>
        <message>
            <source>pågår</source>
            <translation>running</translation>
        </message>
        <message>
            <source>klar</source>
            <translation>done</translation>
        </message>
        <message>
            <source>inte komplett</source>
            <translation>incomplete</translation>
        </message>
        <message>
            <source>blev inte av</source>
            <translation>did not take place</translation>
        </message>
        <message>
            <source>misslyckades</source>
            <translation>failed</translation>
        </message>
        <message>
            <source>En del kunde inte hämtas eller läsas; filen säger vad.</source>
            <translation>A part could not be fetched or read; the file says which.</translation>
        </message>
        <message>
            <source>Inloggningen nekades.</source>
            <translation>The sign-in was refused.</translation>
        </message>
        <message>
            <source>Lösenordet fanns inte i datorns nyckelring.</source>
            <translation>The password was not in the computer's keyring.</translation>
        </message>
        <message>
            <source>Datorns nyckelring var låst eller svarade inte.</source>
            <translation>The computer's keyring was locked or did not answer.</translation>
        </message>
        <message>
            <source>Åtkomsten till rapporten nekades.</source>
            <translation>Access to the report was refused.</translation>
        </message>
        <message>
            <source>Tjänsten gick inte att nå, trots flera försök.</source>
            <translation>The service could not be reached, in spite of several tries.</translation>
        </message>
        <message>
            <source>Tjänsten svarade inte som den ska, trots flera försök.</source>
            <translation>The service did not answer as it should, in spite of several tries.</translation>
        </message>
        <message>
            <source>Mappen som filen skulle sparas i fanns inte.</source>
            <translation>The folder in which the file was to be saved did not exist.</translation>
        </message>
        <message>
            <source>Filen kunde inte sparas.</source>
            <translation>The file could not be saved.</translation>
        </message>
        <message>
            <source>Anslutningen finns inte längre, eller har inga kund-id.</source>
            <translation>The connection does not exist any more, or has no customer ids.</translation>
        </message>
        <message>
            <source>Den avbröts.</source>
            <translation>It was cancelled.</translation>
        </message>
        <message>
            <source>Den avbröts, troligen för att datorn stängdes av.</source>
            <translation>It was broken off, probably because the computer was switched off.</translation>
        </message>
        <message>
            <source>Ett oväntat fel inträffade.</source>
            <translation>An unexpected error occurred.</translation>
        </message>
        <message>
            <source>Ange lösenordet på nytt under Arkiv › Anslutningar.</source>
            <translation>Enter the password again under File › Connections.</translation>
        </message>
        <message>
            <source>Ändra schemat, och kör exporten nu.</source>
            <translation>Change the schedule, and run the export now.</translation>
        </message>
        <message>
            <source>Kör exporten nu, eller hämta perioden här.</source>
            <translation>Run the export now, or fetch the period here.</translation>
        </message>
    </context>
    <context>
        <name>ScheduleController</name>
        <message>
            <source>Schemat är sparat.</source>
            <translation>The schedule is saved.</translation>
        </message>
        <message>
            <source>Schemat är borttaget.</source>
            <translation>The schedule is removed.</translation>
        </message>
        <message>
            <source>Filer som sparats ligger kvar.</source>
            <translation>Files that were saved stay.</translation>
        </message>
        <message>
            <source>Exporten körs…</source>
            <translation>The export is running…</translation>
        </message>
        <message>
            <source>Exporten kom inte igång.</source>
            <translation>The export did not start.</translation>
        </message>
        <message>
            <source>Hämta perioden i fönstret i stället.</source>
            <translation>Fetch the period in the window instead.</translation>
        </message>
        <message>
            <source>Sparad: {name}</source>
            <translation>Saved: {name}</translation>
        </message>
        <message>
            <source>Anslutningar…</source>
            <translation>Connections…</translation>
        </message>
        <message>
            <source>Schemat kunde inte ändras.</source>
            <translation>The schedule could not be changed.</translation>
        </message>
        <message>
            <source>Fler exporter gick inte som de skulle; schemat visar vilka.</source>
            <translation>More exports did not go as they should; the schedule shows which.</translation>
        </message>
        <message>
            <source>Öppna schemat</source>
            <translation>Open the schedule</translation>
        </message>
        <message>
            <source>Visa inte igen</source>
            <translation>Do not show again</translation>
        </message>
    </context>
    <context>
        <name>ScheduleDialog</name>
        <message>
            <source>Schemalagd export</source>
            <translation>Scheduled export</translation>
        </message>
        <message>
            <source>Mappen finns inte.</source>
            <translation>The folder does not exist.</translation>
        </message>
        <message>
            <source>Ny</source>
            <translation>New</translation>
        </message>
        <message>
            <source>Kör nu</source>
            <translation>Run now</translation>
        </message>
        <message>
            <source>Ta bort</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>Alla anslutningar</source>
            <translation>All connections</translation>
        </message>
        <message>
            <source>Excel-arbetsbok</source>
            <translation>Excel workbook</translation>
        </message>
        <message>
            <source>CSV-filer i en zip-fil</source>
            <translation>CSV files in a zip file</translation>
        </message>
        <message>
            <source>Anslutning</source>
            <translation>Connection</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Varje vecka</source>
            <translation>Every week</translation>
        </message>
        <message>
            <source>Varje månad</source>
            <translation>Every month</translation>
        </message>
        <message>
            <source>Hur ofta</source>
            <translation>How often</translation>
        </message>
        <message>
            <source>Dag</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>Klockan</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>Mapp</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>&amp;Anonymiserad, utan kontakter och meddelanden</source>
            <translation>&amp;Anonymised, without contacts and messages</translation>
        </message>
        <message>
            <source>Spara schemat</source>
            <translation>Save the schedule</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Välj en mapp att spara i.</source>
            <translation>Choose a folder to save in.</translation>
        </message>
        <message>
            <source>Rapporten hämtas och sparas av sig själv, medan du är inloggad på datorn.</source>
            <translation>The report is fetched and saved by itself while you are logged on to the computer.</translation>
        </message>
        <message>
            <source>Sover den görs det när den vaknar, men är den av blir det inte av.</source>
            <translation>If it sleeps, that is done when it wakes, but if it is off, not at all.</translation>
        </message>
        <message>
            <source>Är den av görs det så snart det går.</source>
            <translation>If it is off, that is done as soon as possible.</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Töm sökningen</source>
            <translation>Clear the search</translation>
        </message>
    </context>
    <context>
        <name>SelectableLabel</name>
        <message>
            <source>Kopiera</source>
            <translation>Copy</translation>
        </message>
    </context>
    <context>
        <name>SelfTest</name>
        <message>
            <source>OK    {step}: {found} ({seconds:.2f} s)</source>
            <translation>OK    {step}: {found} ({seconds:.2f} s)</translation>
        </message>
        <message>
            <source>FEL   {step}: {found} ({seconds:.2f} s)</source>
            <translation>FAIL  {step}: {found} ({seconds:.2f} s)</translation>
        </message>
        <message>
            <source>Självtestet gick bra.</source>
            <translation>The self-test went well.</translation>
        </message>
        <message>
            <source>{path} kan inte skrivas: {why}</source>
            <translation>{path} cannot be written: {why}</translation>
        </message>
        <message>
            <source>Självtestet hittade fel.</source>
            <translation>The self-test found faults.</translation>
        </message>
        <message>
            <source>program</source>
            <translation>program</translation>
        </message>
        <message>
            <source>programmets filer</source>
            <translation>the program's files</translation>
        </message>
        <message>
            <source>tid, certifikat och nyckelringens delar</source>
            <translation>time, certificates and the keyring's parts</translation>
        </message>
        <message>
            <source>nyckelring</source>
            <translation>keyring</translation>
        </message>
        <message>
            <source>exempeltjänst</source>
            <translation>sample service</translation>
        </message>
        <message>
            <source>fönster</source>
            <translation>window</translation>
        </message>
        <message>
            <source>hämtning</source>
            <translation>fetch</translation>
        </message>
        <message>
            <source>bild av fönstret</source>
            <translation>picture of the window</translation>
        </message>
        <message>
            <source>export</source>
            <translation>export</translation>
        </message>
        <message>
            <source>arbetsboken läst tillbaka</source>
            <translation>workbook read back</translation>
        </message>
        <message>
            <source>stängning</source>
            <translation>closing</translation>
        </message>
        <message>
            <source>skrev, läste och tog bort ett lösenord i {ring}</source>
            <translation>wrote, read and removed a password in {ring}</translation>
        </message>
        <message>
            <source>ingen att pröva ({problem}); lösenord gäller tills programmet stängs</source>
            <translation>none to try ({problem}); passwords are kept until the program is closed</translation>
        </message>
        <message>
            <source>installerat</source>
            <translation>installed</translation>
        </message>
        <message>
            <source>från källkod</source>
            <translation>from source code</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Inställningarna kunde inte sparas.</source>
            <translation>The settings could not be saved.</translation>
        </message>
        <message>
            <source>{reason} De gäller tills programmet stängs. Filen: {path}</source>
            <translation>{reason} They hold until the program is closed. The file: {path}</translation>
        </message>
        <message>
            <source>Programmet får inte skriva i sin mapp.</source>
            <translation>The program may not write in its folder.</translation>
        </message>
        <message>
            <source>Disken är full.</source>
            <translation>The disk is full.</translation>
        </message>
        <message>
            <source>Ett annat program håller filen öppen.</source>
            <translation>Another program keeps the file open.</translation>
        </message>
        <message>
            <source>Filen kommer från en nyare version av programmet.</source>
            <translation>The file comes from a newer version of the program.</translation>
        </message>
        <message>
            <source>Datorn svarade: {detail}</source>
            <translation>The computer answered: {detail}</translation>
        </message>
    </context>
    <context>
        <name>SheetPicker</name>
        <message>
            <source>Blad</source>
            <translation>Sheets</translation>
        </message>
        <message>
            <source>inga</source>
            <translation>none</translation>
        </message>
        <message>
            <source>alla {count}: {names}</source>
            <translation>all {count}: {names}</translation>
        </message>
        <message>
            <source>{count} av {total}: {names}</source>
            <translation>{count} of {total}: {names}</translation>
        </message>
        <message>
            <source>Listor</source>
            <translation>Lists</translation>
        </message>
        <message>
            <source>Är inte med i en anonymiserad fil.</source>
            <translation>Not in an anonymised file.</translation>
        </message>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message>
            <source>följer alltid med</source>
            <translation>always included</translation>
        </message>
        <message>
            <source>Avmarkera alla</source>
            <translation>Clear all</translation>
        </message>
        <message>
            <source>Markera alla</source>
            <translation>Select all</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>Hämta rapport</source>
            <translation>Fetch report</translation>
        </message>
        <message>
            <source>Avbryt det som pågår</source>
            <translation>Cancel what is under way</translation>
        </message>
        <message>
            <source>Exportera till Excel</source>
            <translation>Export to Excel</translation>
        </message>
        <message>
            <source>Välj kontor</source>
            <translation>Choose offices</translation>
        </message>
        <message>
            <source>Bara det kontoret, i listan med kontor; gruppens rader, på dess rubrik</source>
            <translation>Only that office, in the list of offices; the rows of the group, on its heading</translation>
        </message>
        <message>
            <source>Välj period</source>
            <translation>Choose period</translation>
        </message>
        <message>
            <source>Välj omfattning</source>
            <translation>Choose scope</translation>
        </message>
        <message>
            <source>Öppna kalendern, i ett datumfält</source>
            <translation>Open the calendar, in a date field</translation>
        </message>
        <message>
            <source>Översikt</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>Inkommande leads</source>
            <translation>Incoming leads</translation>
        </message>
        <message>
            <source>Utgående leads</source>
            <translation>Outgoing leads</translation>
        </message>
        <message>
            <source>Tips</source>
            <translation>Tips</translation>
        </message>
        <message>
            <source>Obehandlade</source>
            <translation>Unhandled</translation>
        </message>
        <message>
            <source>Jämför översikten med en annan period</source>
            <translation>Compare the overview with another period</translation>
        </message>
        <message>
            <source>Skriv ut översikten, eller spara den som PDF</source>
            <translation>Print the overview, or save it as a PDF</translation>
        </message>
        <message>
            <source>Tillbaka till översikten, efter ett klick i den</source>
            <translation>Back to the overview, after a click in it</translation>
        </message>
        <message>
            <source>Sök i tabellen</source>
            <translation>Search the table</translation>
        </message>
        <message>
            <source>Från sökfältet till tabellen</source>
            <translation>From the search field to the table</translation>
        </message>
        <message>
            <source>Sortera och filtrera kolumnen</source>
            <translation>Sort and filter the column</translation>
        </message>
        <message>
            <source>Rensa sökning och filter</source>
            <translation>Clear search and filters</translation>
        </message>
        <message>
            <source>Ta bort filtret, på ett filtermärke</source>
            <translation>Remove the filter, on a filter's chip</translation>
        </message>
        <message>
            <source>Visa allt om raden</source>
            <translation>Show everything about the row</translation>
        </message>
        <message>
            <source>Visa eller dölj detaljerna</source>
            <translation>Show or hide the details</translation>
        </message>
        <message>
            <source>Markera alla rader</source>
            <translation>Select all rows</translation>
        </message>
        <message>
            <source>Ångra filter, sökning, sortering, kolumner och vyer</source>
            <translation>Undo filters, search, sorting, columns and views</translation>
        </message>
        <message>
            <source>Gör om det som ångrades; även Ctrl+Y</source>
            <translation>Redo what was undone; also Ctrl+Y</translation>
        </message>
        <message>
            <source>Kopiera raderna som är markerade</source>
            <translation>Copy the selected rows</translation>
        </message>
        <message>
            <source>Kopiera allt om raden, eller översikten</source>
            <translation>Copy everything about the row, or the overview</translation>
        </message>
        <message>
            <source>Välj vy</source>
            <translation>Choose a view</translation>
        </message>
        <message>
            <source>Välj kolumner</source>
            <translation>Choose columns</translation>
        </message>
        <message>
            <source>Gruppera raderna</source>
            <translation>Group the rows</translation>
        </message>
        <message>
            <source>Fäll ihop eller ut alla grupper</source>
            <translation>Collapse or expand all groups</translation>
        </message>
        <message>
            <source>Fäll ihop gruppen, på dess rubrik</source>
            <translation>Collapse the group, on its heading</translation>
        </message>
        <message>
            <source>Fäll ut gruppen, på dess rubrik</source>
            <translation>Expand the group, on its heading</translation>
        </message>
        <message>
            <source>Mer att göra med raden</source>
            <translation>More to do with the row</translation>
        </message>
        <message>
            <source>Handbok, i översikten: så räknas det</source>
            <translation>Guide, in the overview: how it is counted</translation>
        </message>
        <message>
            <source>Nästa del av fönstret</source>
            <translation>Next part of the window</translation>
        </message>
        <message>
            <source>Föregående del av fönstret</source>
            <translation>Previous part of the window</translation>
        </message>
        <message>
            <source>Nästa flik</source>
            <translation>Next tab</translation>
        </message>
        <message>
            <source>Avsluta</source>
            <translation>Quit</translation>
        </message>
        <message>
            <source>Rapporten</source>
            <translation>The report</translation>
        </message>
        <message>
            <source>Flikarna</source>
            <translation>The tabs</translation>
        </message>
        <message>
            <source>Tabellen</source>
            <translation>The table</translation>
        </message>
        <message>
            <source>Programmet</source>
            <translation>The program</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Kortkommandon</source>
            <translation>Keyboard shortcuts</translation>
        </message>
        <message>
            <source>Stäng</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Alt och en understruken bokstav öppnar en meny.</source>
            <translation>Alt and an underlined letter open a menu.</translation>
        </message>
    </context>
    <context>
        <name>Since</name>
        <message>
            <source>exempeldata</source>
            <translation>sample data</translation>
        </message>
        <message>
            <source>Utan kontor</source>
            <translation>No office</translation>
        </message>
        <message>
            <source>{count} väntar</source>
            <translation>{count} waiting</translation>
        </message>
        <message>
            <source>{time} för {count} hanterade</source>
            <translation>{time} for {count} handled</translation>
        </message>
        <message>
            <source>{time} för {count} hanterad</source>
            <translation>{time} for {count} handled</translation>
        </message>
        <message>
            <source>Inget har ändrats sedan {moment}.</source>
            <translation>Nothing has changed since {moment}.</translation>
        </message>
        <message>
            <source>Inget har ändrats sedan {moment} i det som kan jämföras.</source>
            <translation>Nothing has changed since {moment} in what can be compared.</translation>
        </message>
        <message>
            <source>Sedan {moment}</source>
            <translation>Since {moment}</translation>
        </message>
        <message>
            <source>ändringar sedan {moment}</source>
            <translation>changes since {moment}</translation>
        </message>
        <message>
            <source>exporterad</source>
            <translation>exported</translation>
        </message>
        <message>
            <source>sparad hämtning</source>
            <translation>saved fetch</translation>
        </message>
        <message>
            <source>nya leads</source>
            <translation>new leads</translation>
        </message>
        <message>
            <source>nytt lead</source>
            <translation>new lead</translation>
        </message>
        <message>
            <source>nya tips</source>
            <translation>new tips</translation>
        </message>
        <message>
            <source>nytt tips</source>
            <translation>new tip</translation>
        </message>
        <message>
            <source>tagna om hand</source>
            <translation>taken care of</translation>
        </message>
        <message>
            <source>taget om hand</source>
            <translation>taken care of</translation>
        </message>
        <message>
            <source>→ Intag</source>
            <translation>→ Assignment</translation>
        </message>
        <message>
            <source>→ Sålt</source>
            <translation>→ Sold</translation>
        </message>
        <message>
            <source>borta</source>
            <translation>gone</translation>
        </message>
        <message>
            <source>avböjda</source>
            <translation>declined</translation>
        </message>
        <message>
            <source>avböjt</source>
            <translation>declined</translation>
        </message>
        <message>
            <source>{count} {text} sedan {moment}, {detail}</source>
            <translation>{count} {text} since {moment}, {detail}</translation>
        </message>
        <message>
            <source>{what} kan inte jämföras: saknas i rapporten från {moment}.</source>
            <translation>{what} cannot be compared: missing in the report of {moment}.</translation>
        </message>
        <message>
            <source>{what} kan inte jämföras: saknas i den här rapporten.</source>
            <translation>{what} cannot be compared: missing in this report.</translation>
        </message>
        <message>
            <source>{what} kan inte jämföras: rapporten från {moment} har en annan omfattning.</source>
            <translation>{what} cannot be compared: the report of {moment} has another scope.</translation>
        </message>
        <message>
            <source>Det finns mer som inte kan jämföras.</source>
            <translation>There is more that cannot be compared.</translation>
        </message>
    </context>
    <context>
        <name>SinceCard</name>
        <message>
            <source>Vilken sparad rapport det jämförs med</source>
            <translation>Which saved report this is compared with</translation>
        </message>
    </context>
    <context>
        <name>StartFault</name>
        <message>
            <source>Programmet kunde inte starta</source>
            <translation>The program could not start</translation>
        </message>
        <message>
            <source>Något gick fel när fönstret skulle öppnas.</source>
            <translation>Something went wrong while the window was being opened.</translation>
        </message>
        <message>
            <source>Starta programmet på nytt, och skicka detaljerna om det händer igen. Inställningarna finns kvar.</source>
            <translation>Start the program again, and send the details if it happens again. Your settings are still there.</translation>
        </message>
    </context>
    <context>
        <name>States</name>
        <message>
            <source>Ny</source>
            <translation>New</translation>
        </message>
        <message>
            <source>Ingen har tagit hand om det ännu.</source>
            <translation>Nobody has taken care of it yet.</translation>
        </message>
        <message>
            <source>Hos fördelare</source>
            <translation>With distributor</translation>
        </message>
        <message>
            <source>Väntar på att fördelas.</source>
            <translation>Waiting to be distributed.</translation>
        </message>
        <message>
            <source>Automatiskt fördelad</source>
            <translation>Auto-assigned</translation>
        </message>
        <message>
            <source>Fördelad till en mottagare av systemet.</source>
            <translation>Assigned to a receiver by the system.</translation>
        </message>
        <message>
            <source>Plockad</source>
            <translation>Claimed</translation>
        </message>
        <message>
            <source>Någon har tagit den själv, t.ex. ur Sharktank.</source>
            <translation>Somebody has taken it, e.g. from Sharktank.</translation>
        </message>
        <message>
            <source>Omfördelad</source>
            <translation>Reassigned</translation>
        </message>
        <message>
            <source>Flyttad till en annan mottagare.</source>
            <translation>Moved to another receiver.</translation>
        </message>
        <message>
            <source>Delegerad</source>
            <translation>Delegated</translation>
        </message>
        <message>
            <source>Lämnad till någon annan att ta hand om.</source>
            <translation>Left to somebody else to take care of.</translation>
        </message>
        <message>
            <source>Klar</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Hanterad.</source>
            <translation>Handled.</translation>
        </message>
        <message>
            <source>Avböjd</source>
            <translation>Declined</translation>
        </message>
        <message>
            <source>Mottagaren har gett avslag.</source>
            <translation>The receiver has declined it.</translation>
        </message>
        <message>
            <source>Ej svar/upptaget</source>
            <translation>No answer or busy</translation>
        </message>
        <message>
            <source>Kunden gick inte att nå.</source>
            <translation>The customer could not be reached.</translation>
        </message>
        <message>
            <source>Inget uppdrag</source>
            <translation>No assignment</translation>
        </message>
        <message>
            <source>Kontakten ledde inte till något uppdrag.</source>
            <translation>The contact led to no assignment.</translation>
        </message>
        <message>
            <source>Felaktig eller dubblett</source>
            <translation>Incorrect or duplicate</translation>
        </message>
        <message>
            <source>Uppgifterna var fel, eller fanns redan.</source>
            <translation>The particulars were wrong, or there already.</translation>
        </message>
        <message>
            <source>Borttagen, övrigt</source>
            <translation>Removed, other</translation>
        </message>
        <message>
            <source>Borttagen av en annan orsak.</source>
            <translation>Removed for another reason.</translation>
        </message>
        <message>
            <source>Obehandlade</source>
            <translation>Unhandled</translation>
        </message>
        <message>
            <source>Pågående</source>
            <translation>In progress</translation>
        </message>
        <message>
            <source>Klara</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Avböjda eller borttagna</source>
            <translation>Declined or removed</translation>
        </message>
    </context>
    <context>
        <name>Statistics</name>
        <message>
            <source>Vad som räknas</source>
            <translation>What is counted</translation>
        </message>
        <message>
            <source>Rader som skapades i perioden och som visas med dina filter. Det som blev av dem är läget när rapporten hämtades.</source>
            <translation>Rows that were created in the period and are shown with your filters. What became of them is as it was when the report was fetched.</translation>
        </message>
        <message>
            <source>Inkommande leads</source>
            <translation>Incoming leads</translation>
        </message>
        <message>
            <source>Antal inkommande leads som skapades i perioden.</source>
            <translation>Number of incoming leads created in the period.</translation>
        </message>
        <message>
            <source>Utgående leads</source>
            <translation>Outgoing leads</translation>
        </message>
        <message>
            <source>Antal utgående leads som skapades i perioden. De har varken status eller bostad och ingår i inga andelar.</source>
            <translation>Number of outgoing leads created in the period. They have neither a state nor an estate and are part of no share.</translation>
        </message>
        <message>
            <source>Tips</source>
            <translation>Tips</translation>
        </message>
        <message>
            <source>Antal tips mellan kollegor som skapades i perioden.</source>
            <translation>Number of tips between colleagues created in the period.</translation>
        </message>
        <message>
            <source>Obehandlade nu</source>
            <translation>Unhandled now</translation>
        </message>
        <message>
            <source>Inkommande leads och tips som stod som Ny eller Hos fördelare när rapporten hämtades.</source>
            <translation>Incoming leads and tips whose state was New or With distributor when the report was fetched.</translation>
        </message>
        <message>
            <source>Obehandlade efter ålder</source>
            <translation>Unhandled by age</translation>
        </message>
        <message>
            <source>Ålder i hela dagar, från dagen då raden skapades till dagen då rapporten hämtades: 0 är samma dag. Rader utan datum har ingen ålder.</source>
            <translation>Age in whole days, from the day the row was created to the day the report was fetched: 0 is the same day. Rows without a date have no age.</translation>
        </message>
        <message>
            <source>Median</source>
            <translation>Median</translation>
        </message>
        <message>
            <source>Åldern i mitten: hälften av de obehandlade är yngre, hälften är äldre.</source>
            <translation>The age in the middle: half of the unhandled are younger, half are older.</translation>
        </message>
        <message>
            <source>Äldsta</source>
            <translation>Oldest</translation>
        </message>
        <message>
            <source>Åldern på det som har legat obehandlat längst, i dagar.</source>
            <translation>The age of what has been unhandled longest, in days.</translation>
        </message>
        <message>
            <source>Bostad kopplad</source>
            <translation>Estate linked</translation>
        </message>
        <message>
            <source>Rader som hade en bostad kopplad när rapporten hämtades.</source>
            <translation>Rows that had an estate linked when the report was fetched.</translation>
        </message>
        <message>
            <source>→ Intag</source>
            <translation>→ Assignment</translation>
        </message>
        <message>
            <source>Rader vars kopplade bostad hade status uppdrag eller högre när rapporten hämtades, sålda medräknade. Ett återtaget uppdrag räknas inte längre.</source>
            <translation>Rows whose linked estate had the status assignment or later when the report was fetched, sold ones included. A withdrawn assignment no longer counts.</translation>
        </message>
        <message>
            <source>→ Sålt</source>
            <translation>→ Sold</translation>
        </message>
        <message>
            <source>Rader vars kopplade bostad var såld eller uthyrd när rapporten hämtades.</source>
            <translation>Rows whose linked estate was sold or rented when the report was fetched.</translation>
        </message>
        <message>
            <source>Inget uppdrag</source>
            <translation>No assignment</translation>
        </message>
        <message>
            <source>Rader vars kopplade bostad stod som Inget uppdrag, Återtagen eller Ej till salu när rapporten hämtades.</source>
            <translation>Rows whose linked estate stood as No assignment, Assignment withdrawn or Not for sale when the report was fetched.</translation>
        </message>
        <message>
            <source>Tips → Intag</source>
            <translation>Tips → Assignment</translation>
        </message>
        <message>
            <source>Andel av alla tips vars kopplade bostad hade status uppdrag eller högre när rapporten hämtades. Ett återtaget uppdrag räknas inte längre.</source>
            <translation>Share of all tips whose linked estate had the status assignment or later when the report was fetched. A withdrawn assignment no longer counts.</translation>
        </message>
        <message>
            <source>Leads → Intag</source>
            <translation>Leads → Assignment</translation>
        </message>
        <message>
            <source>Andel av alla inkommande leads vars kopplade bostad hade status uppdrag eller högre när rapporten hämtades. Ett återtaget uppdrag räknas inte längre.</source>
            <translation>Share of all incoming leads whose linked estate had the status assignment or later when the report was fetched. A withdrawn assignment no longer counts.</translation>
        </message>
        <message>
            <source>Tips → Intag → Sålt</source>
            <translation>Tips → Assignment → Sold</translation>
        </message>
        <message>
            <source>Hur långt periodens tips hade kommit när rapporten hämtades. De senaste har haft kortast tid på sig.</source>
            <translation>How far the period's tips had come when the report was fetched. The latest have had the least time.</translation>
        </message>
        <message>
            <source>Leads → Intag → Sålt</source>
            <translation>Leads → Assignment → Sold</translation>
        </message>
        <message>
            <source>Hur långt periodens inkommande leads hade kommit när rapporten hämtades. De senaste har haft kortast tid på sig.</source>
            <translation>How far the period's incoming leads had come when the report was fetched. The latest have had the least time.</translation>
        </message>
        <message>
            <source>Andel</source>
            <translation>Share</translation>
        </message>
        <message>
            <source>Andelar räknas dels av alla rader, dels av rader med bostad kopplad. Av färre än fem rader räknas ingen andel: där står –.</source>
            <translation>Shares are of all rows, and of rows with an estate linked. Of fewer than five rows no share is counted: – stands there instead.</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Antal rader i varje status när rapporten hämtades.</source>
            <translation>Number of rows in each state when the report was fetched.</translation>
        </message>
        <message>
            <source>Per månad</source>
            <translation>By month</translation>
        </message>
        <message>
            <source>Antal rader efter månaden då de skapades, i svensk tid. Månaden då rapporten hämtades pågår ännu.</source>
            <translation>Number of rows by the month in which they were created, in Swedish time. The month in which the report was fetched is not over yet.</translation>
        </message>
        <message>
            <source>Per vecka</source>
            <translation>By week</translation>
        </message>
        <message>
            <source>Antal rader efter veckan då de skapades, måndag till söndag, i svensk tid.</source>
            <translation>Number of rows by the week in which they were created, Monday to Sunday, in Swedish time.</translation>
        </message>
        <message>
            <source>Per veckodag</source>
            <translation>By weekday</translation>
        </message>
        <message>
            <source>Antal rader efter veckodagen då de skapades, i svensk tid.</source>
            <translation>Number of rows by the weekday on which they were created, in Swedish time.</translation>
        </message>
        <message>
            <source>Utan datum</source>
            <translation>No date</translation>
        </message>
        <message>
            <source>Rader som saknar tidpunkt. De räknas i alla antal, men inte per månad, vecka eller ålder.</source>
            <translation>Rows that have no point in time. They are part of every count, but of no month, week or age.</translation>
        </message>
        <message>
            <source>Från kontor till kontor</source>
            <translation>From office to office</translation>
        </message>
        <message>
            <source>Antal rader efter avsändarens och mottagarens kontor.</source>
            <translation>Number of rows by the sender's and the receiver's office.</translation>
        </message>
        <message>
            <source>Jämförelse</source>
            <translation>Comparison</translation>
        </message>
        <message>
            <source>Skillnaden i antal och i procent av det tidigare antalet. Var det färre än fem räknas ingen procent. Det som är äldre har haft längre tid på sig att bli intag.</source>
            <translation>The difference in number and in per cent of the earlier number. Where that was below five no percentage is counted. What is older has had longer to become an assignment.</translation>
        </message>
        <message>
            <source>Förra perioden</source>
            <translation>Previous period</translation>
        </message>
        <message>
            <source>Lika många dagar närmast före perioden; hela månader jämförs med lika många hela månader.</source>
            <translation>As many days just before the period; whole months are compared with as many whole months.</translation>
        </message>
        <message>
            <source>Samma period i fjol</source>
            <translation>Same period last year</translation>
        </message>
        <message>
            <source>Samma datum ett år tidigare.</source>
            <translation>The same dates one year earlier.</translation>
        </message>
        <message>
            <source>Tid till hantering</source>
            <translation>Time to handling</translation>
        </message>
        <message>
            <source>Median från att raden skapades, i hämtade och sparade rapporter: sågs obehandlad så länge minst, hanterad senast. Rader som redan var hanterade första gången de hämtades räknas inte.</source>
            <translation>Median since the row was created, in fetched and saved reports: at least so long it was seen unhandled, at most until it was seen handled. Rows that were handled already when they were first fetched do not count.</translation>
        </message>
        <message>
            <source>Återkoppling</source>
            <translation>Feedback</translation>
        </message>
        <message>
            <source>Vad varje avsändare har tipsat om i perioden, och vad som hade blivit av det vid hämtningen.</source>
            <translation>What each sender has tipped about in the period, and what had become of it when the report was fetched.</translation>
        </message>
        <message>
            <source>Avsändare</source>
            <translation>Sender</translation>
        </message>
        <message>
            <source>Antal rader efter avsändarens namn. Personer med samma namn räknas ihop.</source>
            <translation>Number of rows by the sender's name. People of the same name are counted together.</translation>
        </message>
        <message>
            <source>Mottagare</source>
            <translation>Receiver</translation>
        </message>
        <message>
            <source>Antal rader efter mottagarens namn. Mottagare med samma namn räknas ihop.</source>
            <translation>Number of rows by the receiver's name. Receivers of the same name are counted together.</translation>
        </message>
        <message>
            <source>Skickat av</source>
            <translation>Sent by</translation>
        </message>
        <message>
            <source>Antal utgående leads efter vem på det egna kontoret som skickade dem.</source>
            <translation>Number of outgoing leads by who in our own office sent them.</translation>
        </message>
        <message>
            <source>Från kontor</source>
            <translation>From office</translation>
        </message>
        <message>
            <source>Antal rader efter avsändarens kontor.</source>
            <translation>Number of rows by the sender's office.</translation>
        </message>
        <message>
            <source>Till kontor</source>
            <translation>To office</translation>
        </message>
        <message>
            <source>Antal rader efter mottagarens kontor.</source>
            <translation>Number of rows by the receiver's office.</translation>
        </message>
        <message>
            <source>Typ av lead</source>
            <translation>Lead type</translation>
        </message>
        <message>
            <source>Antal leads efter typ, så som den är angiven i Vitec.</source>
            <translation>Number of leads by type, as given in Vitec.</translation>
        </message>
        <message>
            <source>Typ av tips</source>
            <translation>Tip type</translation>
        </message>
        <message>
            <source>Antal tips från kollegor och från visningar.</source>
            <translation>Number of tips from colleagues and from viewings.</translation>
        </message>
        <message>
            <source>Bostadsstatus</source>
            <translation>Estate status</translation>
        </message>
        <message>
            <source>Antal rader efter den kopplade bostadens status när rapporten hämtades.</source>
            <translation>Number of rows by the linked estate's status when the report was fetched.</translation>
        </message>
        <message>
            <source>{count} av {base}</source>
            <translation>{count} of {base}</translation>
        </message>
        <message>
            <source>{share}, {count} av {base}</source>
            <translation>{share}, {count} of {base}</translation>
        </message>
        <message>
            <source>{share} av alla</source>
            <translation>{share} of all</translation>
        </message>
        <message>
            <source>{share} av kopplade</source>
            <translation>{share} of linked</translation>
        </message>
        <message>
            <source>mot {count}</source>
            <translation>from {count}</translation>
        </message>
        <message>
            <source>oförändrat</source>
            <translation>unchanged</translation>
        </message>
        <message>
            <source>förra {share}</source>
            <translation>previously {share}</translation>
        </message>
        <message>
            <source>i fjol {share}</source>
            <translation>last year {share}</translation>
        </message>
        <message>
            <source>{days} dag</source>
            <translation>{days} day</translation>
        </message>
        <message>
            <source>{days} dagar</source>
            <translation>{days} days</translation>
        </message>
        <message>
            <source>Över {days} dagar</source>
            <translation>Over {days} days</translation>
        </message>
        <message>
            <source>v. {number}</source>
            <translation>wk {number}</translation>
        </message>
        <message>
            <source>{known} av {days} dagar</source>
            <translation>{known} of {days} days</translation>
        </message>
        <message>
            <source>{bucket} pågår</source>
            <translation>{bucket} in progress</translation>
        </message>
        <message>
            <source>{bucket} t.o.m. {day}</source>
            <translation>{bucket} up to {day}</translation>
        </message>
        <message>
            <source>Obehandlade {day}</source>
            <translation>Unhandled {day}</translation>
        </message>
        <message>
            <source>måndag</source>
            <translation>Monday</translation>
        </message>
        <message>
            <source>tisdag</source>
            <translation>Tuesday</translation>
        </message>
        <message>
            <source>onsdag</source>
            <translation>Wednesday</translation>
        </message>
        <message>
            <source>torsdag</source>
            <translation>Thursday</translation>
        </message>
        <message>
            <source>fredag</source>
            <translation>Friday</translation>
        </message>
        <message>
            <source>lördag</source>
            <translation>Saturday</translation>
        </message>
        <message>
            <source>söndag</source>
            <translation>Sunday</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source>%n kontor</source>
            <translation>
                <numerusform>%n office</numerusform>
                <numerusform>%n offices</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} av {total} kontor</source>
            <translation>{count} of {total} offices</translation>
        </message>
        <message numerus="yes">
            <source>%n inkommande leads</source>
            <translation>
                <numerusform>%n incoming lead</numerusform>
                <numerusform>%n incoming leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n inkommande leads visas</source>
            <translation>
                <numerusform>{shown} of %n incoming lead shown</numerusform>
                <numerusform>{shown} of %n incoming leads shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n utgående leads</source>
            <translation>
                <numerusform>%n outgoing lead</numerusform>
                <numerusform>%n outgoing leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n utgående leads visas</source>
            <translation>
                <numerusform>{shown} of %n outgoing lead shown</numerusform>
                <numerusform>{shown} of %n outgoing leads shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tips</source>
            <translation>
                <numerusform>%n tip</numerusform>
                <numerusform>%n tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n tips visas</source>
            <translation>
                <numerusform>{shown} of %n tip shown</numerusform>
                <numerusform>{shown} of %n tips shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n rader visas</source>
            <translation>
                <numerusform>{shown} of %n row shown</numerusform>
                <numerusform>{shown} of %n rows shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader hittills</source>
            <translation>
                <numerusform>%n row so far</numerusform>
                <numerusform>%n rows so far</numerusform>
            </translation>
        </message>
        <message>
            <source>exempeldata</source>
            <translation>sample data</translation>
        </message>
        <message>
            <source>egna</source>
            <translation>yours</translation>
        </message>
        <message numerus="yes">
            <source>%n andra kontor</source>
            <translation>
                <numerusform>%n other office</numerusform>
                <numerusform>%n other offices</numerusform>
            </translation>
        </message>
        <message>
            <source>hämtad i dag {time}</source>
            <translation>fetched today {time}</translation>
        </message>
        <message>
            <source>hämtad {day} {time}</source>
            <translation>fetched {day} {time}</translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n obehandlade visas</source>
            <translation>
                <numerusform>{shown} of %n unhandled row shown</numerusform>
                <numerusform>{shown} of %n unhandled rows shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade: {total} av periodens, {older} äldre</source>
            <translation>
                <numerusform>%n unhandled row: {total} of the period, {older} older</numerusform>
                <numerusform>%n unhandled rows: {total} of the period, {older} older</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade i det som hämtades: {total} i perioden, {older} äldre</source>
            <translation>
                <numerusform>%n unhandled row in what was fetched: {total} of the period, {older} older</numerusform>
                <numerusform>%n unhandled rows in what was fetched: {total} of the period, {older} older</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade i det som hämtades: {lists}</source>
            <translation>
                <numerusform>%n unhandled row in what was fetched: {lists}</numerusform>
                <numerusform>%n unhandled rows in what was fetched: {lists}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade av periodens: {lists}</source>
            <translation>
                <numerusform>%n unhandled row of the period: {lists}</numerusform>
                <numerusform>%n unhandled rows of the period: {lists}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TextFilterEditor</name>
        <message>
            <source>innehåller…</source>
            <translation>contains…</translation>
        </message>
        <message>
            <source>{column} innehåller</source>
            <translation>{column} contains</translation>
        </message>
        <message>
            <source>Alla orden ska finnas i texten.</source>
            <translation>All the words have to be in the text.</translation>
        </message>
    </context>
    <context>
        <name>TipTypes</name>
        <message>
            <source>Från kollega</source>
            <translation>From colleague</translation>
        </message>
        <message>
            <source>Från visning</source>
            <translation>From viewing</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Ångra</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>UndoController</name>
        <message>
            <source>Ångrat: {what}</source>
            <translation>Undone: {what}</translation>
        </message>
        <message>
            <source>Gjort om: {what}</source>
            <translation>Redone: {what}</translation>
        </message>
        <message>
            <source>Sökning och filter är rensade</source>
            <translation>Search and filters have been cleared</translation>
        </message>
        <message numerus="yes">
            <source>%n filter är borttagna</source>
            <translation>
                <numerusform>%n filter has been removed</numerusform>
                <numerusform>%n filters have been removed</numerusform>
            </translation>
        </message>
        <message>
            <source>Filtret {column} är borttaget</source>
            <translation>The filter {column} has been removed</translation>
        </message>
        <message>
            <source>Kolumnen {column} är dold</source>
            <translation>The column {column} is hidden</translation>
        </message>
        <message>
            <source>Vyn ”{name}” är uppdaterad</source>
            <translation>The view “{name}” has been updated</translation>
        </message>
        <message>
            <source>Vyn ”{name}” är borttagen</source>
            <translation>The view “{name}” has been deleted</translation>
        </message>
        <message>
            <source>Vyn ”{name}” är sparad</source>
            <translation>The view “{name}” has been saved</translation>
        </message>
        <message>
            <source>vy</source>
            <translation>view</translation>
        </message>
        <message>
            <source>filter</source>
            <translation>filter</translation>
        </message>
        <message>
            <source>sökning</source>
            <translation>search</translation>
        </message>
        <message>
            <source>gruppering</source>
            <translation>grouping</translation>
        </message>
        <message>
            <source>sortering</source>
            <translation>sorting</translation>
        </message>
        <message>
            <source>kolumner</source>
            <translation>columns</translation>
        </message>
    </context>
    <context>
        <name>UserTypes</name>
        <message>
            <source>Användare</source>
            <translation>User</translation>
        </message>
        <message>
            <source>Användargrupp</source>
            <translation>User group</translation>
        </message>
        <message>
            <source>Kontor</source>
            <translation>Office</translation>
        </message>
    </context>
    <context>
        <name>ValueFilterEditor</name>
        <message>
            <source>Sök värde</source>
            <translation>Search values</translation>
        </message>
        <message>
            <source>Inget värde matchar.</source>
            <translation>No value matches.</translation>
        </message>
    </context>
    <context>
        <name>ValueListModel</name>
        <message>
            <source>(Markera alla sökträffar)</source>
            <translation>(Select all found)</translation>
        </message>
        <message>
            <source>(Markera alla)</source>
            <translation>(Select all)</translation>
        </message>
    </context>
    <context>
        <name>ViewNameDialog</name>
        <message>
            <source>Spara vy</source>
            <translation>Save view</translation>
        </message>
        <message>
            <source>Filter, sökning, sortering, gruppering och kolumner.</source>
            <translation>Filters, search, sorting, grouping and columns.</translation>
        </message>
        <message>
            <source>Kan peka ut en person: finns på datorn tills du tar bort vyn.</source>
            <translation>May identify a person: it is on the computer until you delete the view.</translation>
        </message>
        <message>
            <source>Namn på vyn</source>
            <translation>Name of the view</translation>
        </message>
        <message>
            <source>Spara</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Avbryt</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Den vyn följer med programmet. Välj ett annat namn.</source>
            <translation>That view comes with the program. Choose another name.</translation>
        </message>
        <message>
            <source>Vyn ”{name}” finns redan och ersätts.</source>
            <translation>The view “{name}” exists already and will be replaced.</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>Välkommen till Vitec Desktop</source>
            <translation>Welcome to Vitec Desktop</translation>
        </message>
        <message>
            <source>Hämta kontorets tips och leads, se vad som väntar och ta med ett färdigt Excelblad till mötet.</source>
            <translation>Fetch the office's tips and leads, see what is waiting and take a finished Excel workbook to the meeting.</translation>
        </message>
        <message>
            <source>Lägg till anslutning</source>
            <translation>Add connection</translation>
        </message>
        <message>
            <source>Användarnamn, lösenord och kund-id finns i Vitecs partnerportal. Fråga kontorets IT om du saknar dem.</source>
            <translation>User name, password and customer ids are in Vitec's partner portal. Ask the office's IT person if you lack them.</translation>
        </message>
        <message>
            <source>Jag har inloggning</source>
            <translation>I have a sign-in</translation>
        </message>
        <message>
            <source>Prova med exempeldata</source>
            <translation>Try with sample data</translation>
        </message>
        <message>
            <source>Tre påhittade kontor med några års tips och leads. Inget konto behövs och inget skickas någonstans.</source>
            <translation>Three invented offices with some years of tips and leads. No account is needed and nothing is sent anywhere.</translation>
        </message>
        <message>
            <source>Jag vill titta först</source>
            <translation>I want to look first</translation>
        </message>
        <message>
            <source>Lösenord sparas bara i datorns egen nyckelring.</source>
            <translation>Passwords are kept only in the computer's own keyring.</translation>
        </message>
    </context>
    <context>
        <name>WindowController</name>
        <message>
            <source>Det som saknas</source>
            <translation>What is missing</translation>
        </message>
        <message>
            <source>Den sparade rapporten är borttagen.</source>
            <translation>The saved report has been deleted.</translation>
        </message>
        <message>
            <source>Den visas inte längre. Hämta för att se en aktuell rapport.</source>
            <translation>It is no longer shown. Fetch to see a current report.</translation>
        </message>
    </context>
    <context>
        <name>_ColumnDelegate</name>
        <message>
            <source>dra för att flytta</source>
            <translation>drag to move</translation>
        </message>
    </context>
    <context>
        <name>_MonthModel</name>
        <message>
            <source>startdag</source>
            <translation>first day</translation>
        </message>
        <message>
            <source>slutdag</source>
            <translation>last day</translation>
        </message>
        <message>
            <source>vecka {number}</source>
            <translation>week {number}</translation>
        </message>
    </context>
</TS>
