#!/usr/bin/env bash
# Install what a bare Debian lacks besides Python: the system libraries that Qt needs, a font, and with the argument
# "test" a keyring, a message bus, a display and the bus of screen readers for the tests.
#
# Installs only what is missing, on Debian and its derivatives; does nothing elsewhere. Needs root, or sudo without a
# password. Can be run again.
set -euo pipefail

say() { printf 'debian-packages: %s\n' "$*"; }

if [[ ! -e /etc/debian_version ]] || ! command -v apt-get >/dev/null; then
    say "no Debian, nothing to do"
    exit 0
fi

# A file or program, and its package; "/" separates alternative names (Debian renamed packages for 64-bit time).
programs=()
if [[ ${1:-} == test ]]; then
    programs=(
        "gnome-keyring-daemon gnome-keyring"
        "dbus-daemon dbus-daemon/dbus"
        "dbus-run-session dbus-daemon/dbus"
        "locale-gen locales"
        "systemd-analyze systemd"
        "Xvfb xvfb"
        "xauth xauth"
        "/usr/libexec/at-spi-bus-launcher at-spi2-core"
        "faketime faketime"
    )
fi
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

known_libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
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
if [[ ${1:-} == test ]] && ! /usr/bin/python3 -c "import gi; gi.require_version('Atspi', '2.0')" 2>/dev/null; then
    wanted+=("python3-gi" "gir1.2-atspi-2.0")
fi

if ((${#wanted[@]} == 0)); then
    say "everything is there"
    exit 0
fi

as_root=()
if ((EUID != 0)); then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
        say "missing: ${wanted[*]}"
        say "neither root nor sudo without a password: install them yourself" >&2
        exit 1
    fi
    as_root=(sudo -n)
fi

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" </dev/null; }

say "asking for the list of packages"
# Go on if one of the sources cannot be reached.
apt update || say "the list of packages is not fresh" >&2

packages=()
for alternatives in "${wanted[@]}"; do
    for package in ${alternatives//\// }; do
        if [[ -n $(apt-cache show --no-all-versions "$package" 2>/dev/null) ]]; then
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
