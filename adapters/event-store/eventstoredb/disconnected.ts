/** Nothing is known about what was asked for: ask again on another link. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
}
