/* Stands in for icuuc.dll, which Windows 10 has and Wine has not. QtCore asks it for converters of old encodings, which
   this program never uses: every one is refused, as where ICU lacks its data. Lies in the Wine prefix only. */

#define EXPORT __declspec(dllexport)

enum { FILE_ACCESS_ERROR = 4 };

EXPORT void *ucnv_open(const char *name, int *status)
{
    (void)name;
    *status = FILE_ACCESS_ERROR;
    return 0;
}

#define NOTHING(name) EXPORT void *name(void) { return 0; }
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_close)
NOTHING(ucnv_countAvailable)
NOTHING(ucnv_fromUCountPending)
NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_getAvailableName)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_getMaxCharSize)
NOTHING(ucnv_getName)
NOTHING(ucnv_getStandardName)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_reset)
NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_toUCountPending)
NOTHING(ucnv_toUnicode)
