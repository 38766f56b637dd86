; The set-up: for one user, without administrator's rights, silent with /S; an upgrade keeps the settings.
; Defined with -D: VERSION, NUMBERS (four of them), BUNDLE (the folder), ICON, TARGET (the file to make),
; COPYRIGHT, and if the packages are signed SIGN (a command that is given the file; a failure ends the build).

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define TITLE "Vitec Desktop"
!define PROGRAM "vitec-desktop.exe"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Vitec Desktop"
!define CODE_RUNNING 5

Name "${TITLE}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Vitec Desktop"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"
!ifdef SIGN
  !uninstfinalize `${SIGN} "%1"` = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Swedish"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_SWEDISH} "Vitec Desktop är igång.$\n$\nStäng programmet och försök igen."
LangString RUNNING ${LANG_ENGLISH} "Vitec Desktop is running.$\n$\nClose it and try again."
LangString ERASE_REPORTS ${LANG_SWEDISH} "På datorn finns sparade rapporter med personuppgifter.$\n$\nSka de tas bort? Det går inte att ångra."
LangString ERASE_REPORTS ${LANG_ENGLISH} "There are saved reports with personal data on this computer.$\n$\nErase them? This cannot be undone."
LangString PROGRAM_PART ${LANG_SWEDISH} "Programmet"
LangString PROGRAM_PART ${LANG_ENGLISH} "The program"
LangString DESKTOP_PART ${LANG_SWEDISH} "Genväg på skrivbordet"
LangString DESKTOP_PART ${LANG_ENGLISH} "Shortcut on the desktop"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro VERSION_WORDS LANGUAGE
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${TITLE}"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${TITLE}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${TITLE} ${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "${COPYRIGHT}"
!macroend
!insertmacro VERSION_WORDS 1053
!insertmacro VERSION_WORDS 1033

; A running program's file cannot be opened for writing. Silent: end with an exit code. Otherwise: offer to try again.
!macro REFUSE_WHILE_RUNNING PREFIX
  Function ${PREFIX}RefuseWhileRunning
    ${Do}
      ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
        Return
      ${EndIf}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        Return
      ${EndIf}
      ${If} ${Silent}
        SetErrorLevel ${CODE_RUNNING}
        Quit
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDRETRY again
      SetErrorLevel ${CODE_RUNNING}
      Quit
      again:
    ${Loop}
  FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_RUNNING ""
!insertmacro REFUSE_WHILE_RUNNING "un."

; Remove only the program's own files: the user may have chosen a folder with other files.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\uninstall.exe"
!macroend

Function .onInit
  SetShellVarContext current
  Call RefuseWhileRunning
FunctionEnd

; The chosen folder may hold another copy than the one that was checked when the set-up started.
Function .onVerifyInstDir
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${If} ${FileExists} "$INSTDIR\_internal\*.*"
      Abort
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "$(PROGRAM_PART)" SECTION_PROGRAM
  SectionIn RO
  Call RefuseWhileRunning
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  ; A backslash: makensis finds nothing for a slash on Windows, and takes either on Linux.
  File /r "${BUNDLE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${KEY}" "Publisher" "${TITLE}"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "$(DESKTOP_PART)" SECTION_DESKTOP
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
SectionEnd

Function un.onInit
  SetShellVarContext current
  Call un.RefuseWhileRunning
FunctionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  ; Saved reports are personal data. The program deletes their key first, while it is still there.
  ${If} ${FileExists} "$LOCALAPPDATA\Vitec Desktop\archive\*.vdr"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(ERASE_REPORTS)" /SD IDNO IDNO KeepReports
    ExecWait '"$INSTDIR\${PROGRAM}" archive clear --yes'
    Delete "$LOCALAPPDATA\Vitec Desktop\archive\*.vdr"
    Delete "$LOCALAPPDATA\Vitec Desktop\archive\*.damaged"
    KeepReports:
  ${EndIf}
  !insertmacro REMOVE_PROGRAM
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
