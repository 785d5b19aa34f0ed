/** A filter of somebody else's as the JSON of `-object`. */
export const json =
  '{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny","x86-fixed-counter":3,"events":[{"format":"x86-select-umask","select":196,"umask":0}]}';

/** The same as an argument file. */
export const args = `-object\n${json}\n-accel\nkvm,pmu-filter=f0\n`;
