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
        <name>CopyProgress</name>
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
            <source>%n rader innehöll något oläsligt.</source>
            <translation>
                <numerusform>%n rad innehöll något oläsligt.</numerusform>
                <numerusform>%n rader innehöll något oläsligt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportController</name>
        <message numerus="yes">
            <source>%n texter rymdes inte oförändrade i Excel: se bladet Om rapporten.</source>
            <translation>
                <numerusform>%n text rymdes inte oförändrad i Excel: se bladet Om rapporten.</numerusform>
                <numerusform>%n texter rymdes inte oförändrade i Excel: se bladet Om rapporten.</numerusform>
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
            <source>%n andra kontor</source>
            <translation>
                <numerusform>%n annat kontor</numerusform>
                <numerusform>%n andra kontor</numerusform>
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
