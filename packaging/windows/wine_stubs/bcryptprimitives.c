/* A stand-in for bcryptprimitives.dll, which Windows has had since Windows 7 and Wine 8 lacks. The cipher's library asks
   it for random bytes; they come from the function that Wine has for the same. Used in the Wine prefix only, never
   shipped. */

#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    for (SIZE_T done = 0; done < count;) {
        ULONG part = count - done < 65536 ? (ULONG)(count - done) : 65536;
        if (!RtlGenRandom(bytes + done, part))
            return FALSE;
        done += part;
    }
    return TRUE;
}
