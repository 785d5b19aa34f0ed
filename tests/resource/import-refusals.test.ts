import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { importFilter } from "../../provider/resource/import.ts";
import { failed } from "../executor/refusal.ts";
import { branches } from "./declarations.ts";
import { DrivenResource } from "./driven-resource.ts";
import { args, json } from "./foreign-file.ts";
import { keyOf, target, workplace } from "./workplace.ts";

test("what is not there is undefined, also where only a record is", async (t) => {
  const place = workplace(t);
  t.is(await importFilter(keyOf(place, "web.args"), place.real), undefined);
  await new DrivenResource().up(branches(target(place, "web.args")), place.real);
  unlinkSync(join(place.directory, "web.args"));
  t.is(await importFilter(keyOf(place, "web.args"), place.real), undefined);
  t.is(await importFilter(keyOf(place, "gone/web.args"), place.real), undefined);
});

for (const id of [
  "",
  "web.args",
  "/etc/pmufilter/web.args",
  "qemuArgs:/etc/pmufilter/web.args",
  "qemuArgs:localhost:web.args",
  "qemuArgs:localhost:/etc/pmufilter/",
  "qemuArgs:kvm1.example:web.args",
  "qemuArgs:[kvm1.example:22:/etc/pmufilter/web.args",
  "kvm:localhost:web1",
  "kvm:localhost:pid=web1",
  "kvm:localhost:pid=1",
  "kvm:localhost:unit=web1",
  "libvirt:localhost:",
  "libvirt:localhost:7",
  "disk:localhost:/etc/pmufilter/web.args",
]) {
  test(`refused as import id: ${JSON.stringify(id)}`, async (t) => {
    await failed(t, "IMPORT_ID_INVALID", importFilter(id, workplace(t).real));
  });
}

for (const id of ["kvm:localhost:name=web1", "libvirt:localhost:web1"]) {
  test(`a dry run imports no ${id.split(":")[0]} target, of which only its host tells`, async (t) => {
    await failed(t, "IMPORT_UNREADABLE", importFilter(id, workplace(t).dry));
  });
}

const unreadable: Readonly<Record<string, string | ((path: string) => void)>> = {
  nothing: "",
  "no filter": "-enable-kvm\n",
  "more arguments than the filter's": `${args}-m\n4G\n`,
  "an object without -accel": args.split("\n").slice(0, 2).join("\n"),
  "an object that -accel does not name": args.replace("=f0", "=f1"),
  "a filter that QEMU would refuse": args.replace(/"x86-fixed.*\]/, '"events":[]'),
  "JSON over several lines": args.replaceAll(",", ",\n"),
  "a shell script": `exec qemu-system-x86_64 -object '${json}' -accel kvm,pmu-filter=f0\n`,
  "a directory": (path) => mkdirSync(path),
  "a link": (path) => symlinkSync("/dev/null", path),
};

for (const [what, make] of Object.entries(unreadable)) {
  test(`refused as import: ${what}`, async (t) => {
    const place = workplace(t);
    const path = join(place.directory, "web.args");
    if (typeof make === "string") writeFileSync(path, make);
    else make(path);
    await failed(t, "IMPORT_UNREADABLE", importFilter(keyOf(place, "web.args"), place.real));
  });
}
