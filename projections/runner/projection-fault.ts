/**
 * The log says something that a projection cannot understand: an unknown event type, a gap in a stream, a first event that is
 * none. Going on would lose facts and trying again would not help, so the projector stops.
 */
export class ProjectionFault extends Error {
  override readonly name = 'ProjectionFault';
}
