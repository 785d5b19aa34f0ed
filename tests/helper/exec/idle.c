/* A library that looks like the one of exec and does nothing: as if it had not been preloaded. */
__attribute__((used)) static const char mark[] = "kvm-pmu-filter preload 1";
