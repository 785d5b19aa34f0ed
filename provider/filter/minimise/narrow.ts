import { type Cube, cubeHas, pointsOfCube, smallestCube } from "./cube.ts";

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
  const narrow = [...cubes];
  for (const [index, cube] of cubes.entries()) {
    const others = narrow.filter((_, other) => other !== index);
    const own = pointsOfCube(cube).filter(
      (point) => points.has(point) && !others.some((other) => cubeHas(other, point)),
    );
    narrow.splice(index, 1, smallestCube(own));
  }
  return narrow;
}
