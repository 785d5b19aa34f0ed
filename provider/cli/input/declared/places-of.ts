import type { PropertyPath } from "../../../declared/property-path.ts";
import type { Place } from "../place.ts";
import type { YamlDocument } from "./yaml-document.ts";

/** Where the properties of a declaration stand. */
export interface PlacesOf {
  readonly ofValue: (path: PropertyPath) => Place;
  readonly ofName: (path: PropertyPath) => Place;
}

/** The places in a document of which the declaration is a part. */
export function placesIn(document: YamlDocument, declaration: PropertyPath): PlacesOf {
  return {
    ofValue: (path) => document.placeOf([...declaration, ...path]),
    ofName: (path) => document.placeOfKey([...declaration, ...path]),
  };
}
