import { type Cube, pointsOfCube, smallestCube } from "./cube.ts";

/** Includes and excludes as cubes. */
interface Cubes {
  readonly includes: readonly Cube[];
  readonly excludes: readonly Cube[];
}

/**
 * The same number of cubes with the same effect, each no larger than it has to be: a reader then
 * sees what an entry is there for, and a single umask where one is meant.
 */
export function narrowed(
  wanted: readonly number[],
  includes: readonly Cube[],
  excludes: readonly Cube[],
): Cubes {
  const narrowIncludes = narrowedTo(new Set(wanted), includes);
  const spill = new Set(narrowIncludes.flatMap(pointsOfCube));
  for (const point of wanted) spill.delete(point);
  return { includes: narrowIncludes, excludes: narrowedTo(spill, excludes) };
}

/** Shrinks one cube after the other to the points that it alone has; what is left covers all still. */
function narrowedTo(points: ReadonlySet<number>, cubes: readonly Cube[]): readonly Cube[] {
  const cover = new Uint8Array(256);
  const count = (cube: Cube, change: number): void => {
    for (const point of pointsOfCube(cube)) cover[point] = (cover[point] as number) + change;
  };
  for (const cube of cubes) count(cube, 1);
  return cubes.map((cube) => {
    const own = pointsOfCube(cube).filter((point) => points.has(point) && cover[point] === 1);
    const narrow = smallestCube(own);
    count(cube, -1);
    count(narrow, 1);
    return narrow;
  });
}
