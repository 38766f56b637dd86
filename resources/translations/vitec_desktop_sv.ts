<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="sv">
    <context>
        <name>Archive</name>
        <message numerus="yes">
            <source>%n rapporter</source>
            <translation>
                <numerusform>%n rapport</numerusform>
                <numerusform>%n rapporter</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sparade rapporter är skadade och har lagts åt sidan.</source>
            <translation>
                <numerusform>%n sparad rapport är skadad och har lagts åt sidan.</numerusform>
                <numerusform>%n sparade rapporter är skadade och har lagts åt sidan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n har en annan nyckel och tas bort efter 30 dagar.</source>
            <translation>
                <numerusform>%n har en annan nyckel och tas bort efter 30 dagar.</numerusform>
                <numerusform>%n har en annan nyckel och tas bort efter 30 dagar.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n är från en nyare version av programmet.</source>
            <translation>
                <numerusform>%n är från en nyare version av programmet.</numerusform>
                <numerusform>%n är från en nyare version av programmet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n låter datorn inte programmet läsa.</source>
            <translation>
                <numerusform>%n låter datorn inte programmet läsa.</numerusform>
                <numerusform>%n låter datorn inte programmet läsa.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n skadade filer kan inte sökas igenom, och tas bort.</source>
            <translation>
                <numerusform>%n skadad fil kan inte sökas igenom, och tas bort.</numerusform>
                <numerusform>%n skadade filer kan inte sökas igenom, och tas bort.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n skadade filer kunde inte sökas igenom, och är borttagna.</source>
            <translation>
                <numerusform>%n skadad fil kunde inte sökas igenom, och är borttagen.</numerusform>
                <numerusform>%n skadade filer kunde inte sökas igenom, och är borttagna.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n andra filer kan inte sökas igenom: personen kan finnas där.</source>
            <translation>
                <numerusform>%n annan fil kan inte sökas igenom: personen kan finnas där.</numerusform>
                <numerusform>%n andra filer kan inte sökas igenom: personen kan finnas där.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n rad</numerusform>
                <numerusform>%n rader</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sparade rapporter</source>
            <translation>
                <numerusform>%n sparad rapport</numerusform>
                <numerusform>%n sparade rapporter</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ArchiveDialog</name>
        <message numerus="yes">
            <source>%n månader</source>
            <translation>
                <numerusform>%n månad</numerusform>
                <numerusform>%n månader</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ArchiveDialogController</name>
        <message numerus="yes">
            <source>%n sparade rapporter är borttagna.</source>
            <translation>
                <numerusform>%n sparad rapport är borttagen.</numerusform>
                <numerusform>%n sparade rapporter är borttagna.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CalendarPopup</name>
        <message numerus="yes">
            <source>%n dagar</source>
            <translation>
                <numerusform>%n dag</numerusform>
                <numerusform>%n dagar</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CommandLine</name>
        <message numerus="yes">
            <source>De sparas i %n månader.</source>
            <translation>
                <numerusform>De sparas i %n månad.</numerusform>
                <numerusform>De sparas i %n månader.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nyckeln och %n filer är borttagna.</source>
            <translation>
                <numerusform>Nyckeln och %n fil är borttagna.</numerusform>
                <numerusform>Nyckeln och %n filer är borttagna.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n filer är borttagna.</source>
            <translation>
                <numerusform>%n fil är borttagen.</numerusform>
                <numerusform>%n filer är borttagna.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rader som personen togs bort ur: {rows}, i %n rapporter.</source>
            <translation>
                <numerusform>Rader som personen togs bort ur: {rows}, i %n rapport.</numerusform>
                <numerusform>Rader som personen togs bort ur: {rows}, i %n rapporter.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n skadade filer kunde inte sökas igenom och är borttagna.</source>
            <translation>
                <numerusform>%n skadad fil kunde inte sökas igenom och är borttagen.</numerusform>
                <numerusform>%n skadade filer kunde inte sökas igenom och är borttagna.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n filer kunde inte sökas igenom: de har en annan nyckel, är från en nyare version av programmet eller går inte att läsa. Personen kan finnas i dem.</source>
            <translation>
                <numerusform>%n fil kunde inte sökas igenom: den har en annan nyckel, är från en nyare version av programmet eller går inte att läsa. Personen kan finnas i den.</numerusform>
                <numerusform>%n filer kunde inte sökas igenom: de har en annan nyckel, är från en nyare version av programmet eller går inte att läsa. Personen kan finnas i dem.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skriver arbetsboken: {done} av %n rader</source>
            <translation>
                <numerusform>Skriver arbetsboken: {done} av %n rad</numerusform>
                <numerusform>Skriver arbetsboken: {done} av %n rader</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skriver CSV-filerna: {done} av %n rader</source>
            <translation>
                <numerusform>Skriver CSV-filerna: {done} av %n rad</numerusform>
                <numerusform>Skriver CSV-filerna: {done} av %n rader</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CopyProgress</name>
        <message numerus="yes">
            <source>{done} av %n rader kopierade</source>
            <translation>
                <numerusform>{done} av %n rad kopierad</numerusform>
                <numerusform>{done} av %n rader kopierade</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader är kopierade</source>
            <translation>
                <numerusform>%n rad är kopierad</numerusform>
                <numerusform>%n rader är kopierade</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DetailsPane</name>
        <message numerus="yes">
            <source>%n rader markerade.</source>
            <translation>
                <numerusform>%n rad markerad.</numerusform>
                <numerusform>%n rader markerade.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message numerus="yes">
            <source>{count} av %n delar saknas.</source>
            <translation>
                <numerusform>{count} av %n del saknas.</numerusform>
                <numerusform>{count} av %n delar saknas.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader innehöll något oläsligt.</source>
            <translation>
                <numerusform>%n rad innehöll något oläsligt.</numerusform>
                <numerusform>%n rader innehöll något oläsligt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message numerus="yes">
            <source>av %n hämtade rader</source>
            <translation>
                <numerusform>av %n hämtad rad</numerusform>
                <numerusform>av %n hämtade rader</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade och {progress} pågående, äldsta {age}</source>
            <translation>
                <numerusform>%n obehandlat och {progress} pågående, äldsta {age}</numerusform>
                <numerusform>%n obehandlade och {progress} pågående, äldsta {age}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nya leads</source>
            <translation>
                <numerusform>%n nytt lead</numerusform>
                <numerusform>%n nya leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n nya tips</source>
            <translation>
                <numerusform>%n nytt tips</numerusform>
                <numerusform>%n nya tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tagna om hand</source>
            <translation>
                <numerusform>%n taget om hand</numerusform>
                <numerusform>%n tagna om hand</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} av de %n obehandlade fanns redan då.</source>
            <translation>
                <numerusform>{count} av %n obehandlat fanns redan då.</numerusform>
                <numerusform>{count} av de %n obehandlade fanns redan då.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n andra</source>
            <translation>
                <numerusform>%n annan</numerusform>
                <numerusform>%n andra</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n andra och utan avsändare</source>
            <translation>
                <numerusform>%n annan och utan avsändare</numerusform>
                <numerusform>%n andra och utan avsändare</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportController</name>
        <message numerus="yes">
            <source>{done} av %n rader sparade</source>
            <translation>
                <numerusform>{done} av %n rad sparad</numerusform>
                <numerusform>{done} av %n rader sparade</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n texter rymdes inte oförändrade i Excel: se bladet Om rapporten.</source>
            <translation>
                <numerusform>%n text rymdes inte oförändrad i Excel: se bladet Om rapporten.</numerusform>
                <numerusform>%n texter rymdes inte oförändrade i Excel: se bladet Om rapporten.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message numerus="yes">
            <source>%n rader, alla kolumner.</source>
            <translation>
                <numerusform>%n rad, alla kolumner.</numerusform>
                <numerusform>%n rader, alla kolumner.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader, som i tabellerna.</source>
            <translation>
                <numerusform>%n rad, som i tabellerna.</numerusform>
                <numerusform>%n rader, som i tabellerna.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Groups</name>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n rad</numerusform>
                <numerusform>%n rader</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tips</source>
            <translation>
                <numerusform>%n tips</numerusform>
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
        <name>ListPage</name>
        <message numerus="yes">
            <source>%n rader döljs av sökningen.</source>
            <translation>
                <numerusform>%n rad döljs av sökningen.</numerusform>
                <numerusform>%n rader döljs av sökningen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tips döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n tips döljs av sökning och filter.</numerusform>
                <numerusform>%n tips döljs av sökning och filter.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n obehandlat döljs av sökning och filter.</numerusform>
                <numerusform>%n obehandlade döljs av sökning och filter.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n leads döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n lead döljs av sökning och filter.</numerusform>
                <numerusform>%n leads döljs av sökning och filter.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade räknas inte: filter i listorna döljer dem.</source>
            <translation>
                <numerusform>%n obehandlat räknas inte: filter i listorna döljer det.</numerusform>
                <numerusform>%n obehandlade räknas inte: filter i listorna döljer dem.</numerusform>
            </translation>
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
                <numerusform>%n tips</numerusform>
                <numerusform>%n tips</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Offices</name>
        <message numerus="yes">
            <source>{offices}, %n andra</source>
            <translation>
                <numerusform>{offices}, %n annat</numerusform>
                <numerusform>{offices}, %n andra</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OlderController</name>
        <message numerus="yes">
            <source>%n äldre obehandlade visas också, från {days}.</source>
            <translation>
                <numerusform>%n äldre obehandlad visas också, från {days}.</numerusform>
                <numerusform>%n äldre obehandlade visas också, från {days}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Overview</name>
        <message numerus="yes">
            <source>%n kontor</source>
            <translation>
                <numerusform>%n kontor</numerusform>
                <numerusform>%n kontor</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n mottagare</source>
            <translation>
                <numerusform>%n mottagare</numerusform>
                <numerusform>%n mottagare</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n dagar</source>
            <translation>
                <numerusform>%n dag</numerusform>
                <numerusform>%n dagar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n inkommande leads</source>
            <translation>
                <numerusform>{shown} av %n inkommande lead</numerusform>
                <numerusform>{shown} av %n inkommande leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n utgående leads</source>
            <translation>
                <numerusform>{shown} av %n utgående lead</numerusform>
                <numerusform>{shown} av %n utgående leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n tips</source>
            <translation>
                <numerusform>{shown} av %n tips</numerusform>
                <numerusform>{shown} av %n tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n leads och tips</source>
            <translation>
                <numerusform>{shown} av %n lead eller tips</numerusform>
                <numerusform>{shown} av %n leads och tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader döljs av sökning och filter.</source>
            <translation>
                <numerusform>%n rad döljs av sökning och filter.</numerusform>
                <numerusform>%n rader döljs av sökning och filter.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>till %n mottagare</source>
            <translation>
                <numerusform>till %n mottagare</numerusform>
                <numerusform>till %n mottagare</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message numerus="yes">
            <source>ungefär %n sekunder kvar</source>
            <translation>
                <numerusform>ungefär %n sekund kvar</numerusform>
                <numerusform>ungefär %n sekunder kvar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>ungefär %n minuter kvar</source>
            <translation>
                <numerusform>ungefär %n minut kvar</numerusform>
                <numerusform>ungefär %n minuter kvar</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReportController</name>
        <message numerus="yes">
            <source>Rapporten är hämtad: %n rader.</source>
            <translation>
                <numerusform>Rapporten är hämtad: %n rad.</numerusform>
                <numerusform>Rapporten är hämtad: %n rader.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n grupper</source>
            <translation>
                <numerusform>%n grupp</numerusform>
                <numerusform>%n grupper</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SheetPicker</name>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n rad</numerusform>
                <numerusform>%n rader</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source>%n kontor</source>
            <translation>
                <numerusform>%n kontor</numerusform>
                <numerusform>%n kontor</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n inkommande leads</source>
            <translation>
                <numerusform>%n inkommande lead</numerusform>
                <numerusform>%n inkommande leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n inkommande leads visas</source>
            <translation>
                <numerusform>{shown} av %n inkommande lead visas</numerusform>
                <numerusform>{shown} av %n inkommande leads visas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n utgående leads</source>
            <translation>
                <numerusform>%n utgående lead</numerusform>
                <numerusform>%n utgående leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n utgående leads visas</source>
            <translation>
                <numerusform>{shown} av %n utgående lead visas</numerusform>
                <numerusform>{shown} av %n utgående leads visas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tips</source>
            <translation>
                <numerusform>%n tips</numerusform>
                <numerusform>%n tips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n tips visas</source>
            <translation>
                <numerusform>{shown} av %n tips visas</numerusform>
                <numerusform>{shown} av %n tips visas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader</source>
            <translation>
                <numerusform>%n rad</numerusform>
                <numerusform>%n rader</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n rader visas</source>
            <translation>
                <numerusform>{shown} av %n rad visas</numerusform>
                <numerusform>{shown} av %n rader visas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rader hittills</source>
            <translation>
                <numerusform>%n rad hittills</numerusform>
                <numerusform>%n rader hittills</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n andra kontor</source>
            <translation>
                <numerusform>%n annat kontor</numerusform>
                <numerusform>%n andra kontor</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} av %n obehandlade visas</source>
            <translation>
                <numerusform>{shown} av %n obehandlat visas</numerusform>
                <numerusform>{shown} av %n obehandlade visas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade: {total} av periodens, {older} äldre</source>
            <translation>
                <numerusform>%n obehandlat: {total} av periodens, {older} äldre</numerusform>
                <numerusform>%n obehandlade: {total} av periodens, {older} äldre</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade i det som hämtades: {total} i perioden, {older} äldre</source>
            <translation>
                <numerusform>%n obehandlat i det som hämtades: {total} i perioden, {older} äldre</numerusform>
                <numerusform>%n obehandlade i det som hämtades: {total} i perioden, {older} äldre</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade i det som hämtades: {lists}</source>
            <translation>
                <numerusform>%n obehandlat i det som hämtades: {lists}</numerusform>
                <numerusform>%n obehandlade i det som hämtades: {lists}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n obehandlade av periodens: {lists}</source>
            <translation>
                <numerusform>%n obehandlat av periodens: {lists}</numerusform>
                <numerusform>%n obehandlade av periodens: {lists}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UndoController</name>
        <message numerus="yes">
            <source>%n filter är borttagna</source>
            <translation>
                <numerusform>%n filter är borttaget</numerusform>
                <numerusform>%n filter är borttagna</numerusform>
            </translation>
        </message>
    </context>
</TS>
