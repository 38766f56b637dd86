#!/usr/bin/env bash
# Install what a bare Debian lacks besides Python: the system libraries that Qt needs, and a font. With arguments also
# "test" a keyring, a message bus, a display and the bus of screen readers for the tests, "build" what packaging/build.py
# needs, "windows" what its option --windows needs.
#
# Installs only what is missing, on Debian and its derivatives; does nothing elsewhere. Needs root or sudo, which asks
# for the password if there is a terminal. Can be run again.
set -euo pipefail
# Debian's ordinary users have no /sbin in their PATH: locale-gen and ldconfig would look as if they were missing.
PATH="$PATH:/usr/sbin:/sbin"

say() { printf 'debian-packages: %s\n' "$*"; }

if [[ ! -e /etc/debian_version ]] || ! command -v apt-get >/dev/null; then
    say "no Debian, nothing to do"
    exit 0
fi

# A file or program, and its package; "/" separates alternative names (Debian renamed packages for 64-bit time).
programs=()
for part in "$@"; do
    case $part in
    test)
        programs+=(
            "gnome-keyring-daemon gnome-keyring"
            "dbus-daemon dbus-daemon/dbus"
            "dbus-run-session dbus-daemon/dbus"
            "locale-gen locales"
            "systemd-analyze systemd"
            "Xvfb xvfb"
            "xauth xauth"
            "xdotool xdotool"
            "/usr/libexec/at-spi-bus-launcher at-spi2-core"
            "faketime faketime"
        )
        ;;
    build)
        programs+=(
            "objdump binutils"
            "dpkg-deb dpkg"
            "git git"
            "desktop-file-validate desktop-file-utils"
            "appstreamcli appstream"
            "lintian lintian"
        )
        ;;
    windows)
        programs+=(
            "wine wine"
            "/usr/lib/wine/wine64 wine64"
            "makensis nsis"
            "wixl wixl"
            "msiinfo msitools"
            "x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64"
            "Xvfb xvfb"
        )
        ;;
    *)
        say "usage: bash $0 [test] [build] [windows]" >&2
        exit 2
        ;;
    esac
done
# The system libraries of libQt6Core, -Gui, -Widgets, -Svg, -Network, -DBus and the platform plugins xcb and offscreen.
libraries=(
    "libEGL.so.1 libegl1"
    "libGL.so.1 libgl1"
    "libX11.so.6 libx11-6"
    "libxkbcommon.so.0 libxkbcommon0"
    "libfontconfig.so.1 libfontconfig1"
    "libfreetype.so.6 libfreetype6"
    "libglib-2.0.so.0 libglib2.0-0t64/libglib2.0-0"
    "libgthread-2.0.so.0 libglib2.0-0t64/libglib2.0-0"
    "libdbus-1.so.3 libdbus-1-3"
    "libgssapi_krb5.so.2 libgssapi-krb5-2"
    "libbrotlidec.so.1 libbrotli1"
    "libzstd.so.1 libzstd1"
    "libz.so.1 zlib1g"
    "libxkbcommon-x11.so.0 libxkbcommon-x11-0"
    "libxcb-cursor.so.0 libxcb-cursor0"
    "libxcb-icccm.so.4 libxcb-icccm4"
    "libxcb-image.so.0 libxcb-image0"
    "libxcb-keysyms.so.1 libxcb-keysyms1"
    "libxcb-randr.so.0 libxcb-randr0"
    "libxcb-render-util.so.0 libxcb-render-util0"
    "libxcb-shape.so.0 libxcb-shape0"
    "libxcb-sync.so.1 libxcb-sync1"
    "libxcb-xfixes.so.0 libxcb-xfixes0"
    "libxcb-xkb.so.1 libxcb-xkb1"
)
# Without a font, text is drawn as boxes.
fonts=(
    "DejaVuSans.ttf fonts-dejavu-core"
)

known_libraries=$(ldconfig -p)
wanted=()
for entry in "${programs[@]}"; do
    command -v "${entry% *}" >/dev/null || wanted+=("${entry#* }")
done
for entry in "${libraries[@]}"; do
    grep -qF "${entry% *} " <<<"$known_libraries" || wanted+=("${entry#* }")
done
for entry in "${fonts[@]}"; do
    [[ -n $(find /usr/share/fonts /usr/local/share/fonts -name "${entry% *}" -print -quit 2>/dev/null) ]] ||
        wanted+=("${entry#* }")
done
# A package of its own on Debian; other Pythons include it.
python3 -c 'import ensurepip' 2>/dev/null || wanted+=("python3-venv")
# The tests read the bus of screen readers with the system's Python.
if [[ " $* " == *" test "* ]] && ! /usr/bin/python3 -c "import gi; gi.require_version('Atspi', '2.0')" 2>/dev/null; then
    wanted+=("python3-gi" "gir1.2-atspi-2.0")
fi
# PyInstaller copies the library of the Python that it runs in; Debian's own Python does without.
if [[ " $* " == *" build "* && $(readlink -f "$(command -v python3)") == /usr/bin/* ]]; then
    python_library=$(python3 -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')
    grep -qF "$python_library.so.1.0 " <<<"$known_libraries" || wanted+=("$python_library")
fi

if ((${#wanted[@]} == 0)); then
    say "everything is there"
    exit 0
fi

is_known() { [[ -n $(apt-cache show --no-all-versions "$1" 2>/dev/null) ]]; }

# The missing packages by the name that this system knows; by the first one if it knows none, as before apt update.
names() {
    local alternatives package found
    for alternatives in "${wanted[@]}"; do
        found=${alternatives%%/*}
        for package in ${alternatives//\// }; do
            is_known "$package" && found=$package && break
        done
        printf '%s\n' "$found"
    done | sort -u | paste -s -d ' '
}

# What the reader can paste to run this again as root, from the same folder.
again=$(printf ' %q' bash "$0" "$@")
ask_for() {
    printf '%s\n' "debian-packages: missing: $(names)" "Only root may install them. Run:" "" "    $1" "" >&2
    exit 1
}
as_root=()
if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
        ask_for "su -c '${again# }'"
    elif sudo -n true 2>/dev/null; then
        as_root=(sudo -n)
    elif [[ ! -t 0 || ! -t 2 ]]; then
        ask_for "sudo$again"
    else
        say "missing: $(names)"
        say "sudo may ask for your password, to install them"
        # Who may not use sudo is asked for root's password.
        sudo -v || ask_for "su -c '${again# }'"
        as_root=(sudo)
    fi
fi

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null; }

say "asking for the list of packages"
# Go on if one of the sources cannot be reached.
apt update || say "the list of packages is not fresh" >&2

packages=()
for alternatives in "${wanted[@]}"; do
    for package in ${alternatives//\// }; do
        if is_known "$package"; then
            packages+=("$package")
            continue 2
        fi
    done
    say "no package to be had: $alternatives" >&2
    exit 1
done
mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)
say "installing ${packages[*]}"
apt install --no-install-recommends "${packages[@]}"
say "done"
