#!/bin/sh
# Prints the options that make a binary without shared libraries, which starts in two thirds of the time; nothing where the
# system has not all of what that takes. The binary may be loaded anywhere, as one with shared libraries may.
set -u
[ "$(uname)" = Linux ] || exit 0
swift=$(command -v "${SWIFT:-swift}") || exit 0
folder=$(dirname "$(readlink -f "$swift")")
[ -x "$folder/ld.lld" ] && [ -x "$folder/clang" ] || exit 0
# An archive that is not there is printed as it was asked for, without a folder.
for archive in libc.a libedit.a libtinfo.a libbsd.a libmd.a rcrt1.o; do
  case $("$folder/clang" -print-file-name=$archive) in */*) ;; *) exit 0 ;; esac
done
echo "-Xswiftc -static-executable -Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -static-pie \
-Xlinker -ltinfo -Xlinker -lbsd -Xlinker -lmd"
