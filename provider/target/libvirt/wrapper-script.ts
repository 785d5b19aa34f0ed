/** What stands at the path of a wrapper: helper/libvirt-wrapper, which a test compares with it. */
export const wrapperScript = `#!/bin/sh
# A domain's <emulator>, at BASE/emulator/EMULATOR: runs /EMULATOR with the filter that BASE/filters, or
# else /etc/kvm-pmu-filter, has for the VM.
base=\${0%%/emulator/*}
filters=$base/filters
if [ ! -d "$filters" ]; then filters=/etc/kvm-pmu-filter; fi
exec "$base/kvm-pmu-filter" exec --filters "$filters" -- "/\${0#*/emulator/}" "$@"
`;
