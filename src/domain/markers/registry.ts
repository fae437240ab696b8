/** Every marker. Adding one is one entry in a file of its family; a new family is one file and one line here. */
import { heartbeatMarkers } from './kinds/heartbeat.ts';
import { learningMarkers } from './kinds/learning.ts';
import { personMarkers } from './kinds/person.ts';
import { connectionMarkers } from './kinds/connections.ts';
import { taskMarkers } from './kinds/tasks.ts';
import type { Marker } from './marker.ts';

/** The list. */
export const markers: readonly Marker[] = [
  ...taskMarkers,
  ...personMarkers,
  ...heartbeatMarkers,
  ...learningMarkers,
  ...connectionMarkers,
];

/** The same by name. */
export const markerNamed: ReadonlyMap<string, Marker> = new Map(markers.map((marker) => [marker.name, marker]));
