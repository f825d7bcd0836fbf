/** A message for everybody who listens. */
export interface Publication {
  readonly routingKey: string;
  /** The id of the event that it is about: a repetition carries the same one. */
  readonly messageId: string;
  /** JSON text. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** Where events are made public: a broker, or a log in this process. */
export interface Publisher {
  /**
   * Resolves once everything is safely there, in this order; a repetition is harmless.
   * @throws ServiceUnavailableError: some of it may be there
   */
  publish(publications: readonly Publication[]): Promise<void>;
}
