import { once } from "node:events";
import test from "ava";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { PluginState } from "../../provider/plugin/plugin-state.ts";
import { scratch } from "../executor/scratch.ts";

const never = new AbortController().signal;

test("a cancel stops what is under way and what comes after", (t) => {
  const state = new PluginState("/", {});
  const underWay = state.signal(never, 0);
  t.false(underWay.aborted);
  state.cancel();
  t.true(underWay.aborted);
  t.true(state.signal(never, 0).aborted);
});

test("an engine that hangs up stops its call alone", (t) => {
  const state = new PluginState("/", {});
  const hungUp = new AbortController();
  const [call, other] = [state.signal(hungUp.signal, 0), state.signal(never, 0)];
  hungUp.abort();
  t.true(call.aborted);
  t.false(other.aborted);
});

test("a resource's time runs out by its time, however it is said", async (t) => {
  const state = new PluginState("/", {});
  // Timers of signals do not keep a process alive.
  const alive = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(alive));
  // The second is no whole number of milliseconds, the last two are more than a timer takes.
  const others = [0, 1000.0001, 2 ** 31 / 1000, 1e9].map((seconds) => state.signal(never, seconds));
  const signal = state.signal(never, 0.000_001);
  await once(signal, "abort");
  await once(state.signal(never, 0.005), "abort");
  t.is(signal.reason.name, "TimeoutError");
  t.true(others.every(({ aborted }) => !aborted));
});

test("configuration and environment say what holds", (t) => {
  const directory = scratch(t);
  const configured = (config: object, environment: Record<string, string> = {}) => {
    const state = new PluginState(directory, environment);
    state.configure({ ...config });
    return state.configured.dryRun;
  };
  t.false(configured({}));
  t.true(configured({ dryRun: true }));
  t.true(configured({ dryRun: "true" }));
  t.true(configured({}, { PMUFILTER_DRY_RUN: "1" }));
  t.true(new PluginState(directory, { PMUFILTER_DRY_RUN: "1" }).configured.dryRun);
});

test("a bad environment is told at every call, configured or not", (t) => {
  const state = new PluginState("/", { PMUFILTER_DRY_RUN: "maybe" });
  for (const use of [() => state.configure({}), () => state.configured, () => state.configured]) {
    t.is(t.throws(use, { instanceOf: PmuFilterError }).code, "SETTING_INVALID");
  }
});
