/* Custom action of the .msi: refuse to install, upgrade or remove while the program runs in any user's session.
   Windows Installer would otherwise keep the old .exe beside new libraries until the next restart. */

#define UNICODE
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <tlhelp32.h>

static BOOL is_running(const wchar_t *name)
{
    PROCESSENTRY32W entry = {.dwSize = sizeof entry};
    HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    if (all == INVALID_HANDLE_VALUE)
        return FALSE;
    BOOL found = FALSE;
    for (BOOL more = Process32FirstW(all, &entry); more && !found; more = Process32NextW(all, &entry))
        found = lstrcmpiW(entry.szExeFile, name) == 0;
    CloseHandle(all);
    return found;
}

__declspec(dllexport) UINT __stdcall RefuseWhileRunning(MSIHANDLE install)
{
    while (is_running(L"vitec-desktop.exe")) {
        MSIHANDLE record = MsiCreateRecord(0);
        MsiRecordSetStringW(record, 0,
            L"Vitec Desktop \x00E4r ig\x00E5ng. St\x00E4ng programmet och f\x00F6rs\x00F6k igen.\n\n"
            L"Vitec Desktop is running. Close it and try again.");
        int answer = MsiProcessMessage(install, (INSTALLMESSAGE)(INSTALLMESSAGE_ERROR | MB_RETRYCANCEL), record);
        MsiCloseHandle(record);
        if (answer != IDRETRY)
            return ERROR_INSTALL_FAILURE;
    }
    return ERROR_SUCCESS;
}
