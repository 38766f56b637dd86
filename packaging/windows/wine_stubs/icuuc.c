/* A stub of icuuc.dll, which Windows 10 has and Wine lacks. QtCore uses it to convert old encodings, which this program
   never does: every call fails as if ICU had no data. Used in the Wine prefix only, never shipped. */

#define EXPORT __declspec(dllexport)

enum { FILE_ACCESS_ERROR = 4 };

EXPORT void *ucnv_open(const char *name, int *status)
{
    (void)name;
    *status = FILE_ACCESS_ERROR;
    return 0;
}

#define STUB(name) EXPORT void *name(void) { return 0; }
STUB(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
STUB(UCNV_TO_U_CALLBACK_SUBSTITUTE)
STUB(ucnv_cbFromUWriteUChars)
STUB(ucnv_cbToUWriteUChars)
STUB(ucnv_close)
STUB(ucnv_countAvailable)
STUB(ucnv_fromUCountPending)
STUB(ucnv_fromUnicode)
STUB(ucnv_getAvailableName)
STUB(ucnv_getFromUCallBack)
STUB(ucnv_getMaxCharSize)
STUB(ucnv_getName)
STUB(ucnv_getStandardName)
STUB(ucnv_getToUCallBack)
STUB(ucnv_reset)
STUB(ucnv_setFromUCallBack)
STUB(ucnv_setToUCallBack)
STUB(ucnv_toUCountPending)
STUB(ucnv_toUnicode)
