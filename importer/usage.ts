/** The command's help. */
export const usage = `Usage: npm run import -- SOURCE_DIR... [options]

Makes the catalogue of event names from sources that others publish: the Linux kernel's
tools/perf/pmu-events, intel/perfmon, libpfm4. docs/importer.md says more.

  --only CPU,...   only these core types: SPR, zen4, neoverse-n1, a directory, a hybrid part
  --out DIR        the catalogue's directory (provider/catalog/data)
  --add            keep what the core types have, add names for codes without any
  --package NAME   the package that the source came in
  --version TEXT   its version; needed where the source does not tell it
  --licence ID     its licence's SPDX identifier
  --list           tell which core types the sources have, write nothing
  --json           the report on standard output as JSON, too
  -h, --help       this text

The report goes to standard error. Exit code 0: all imported; 1: something is missing, as the
report says; 2: the arguments are wrong.
`;
