import pg from 'pg';

/** Hears of a NOTIFY channel over a connection of its own, which it makes when first needed and again after a loss. */
export class ChannelListener {
  readonly #connection: pg.ClientConfig;
  readonly #channel: string;
  readonly #onNews: () => void;
  #client: Promise<pg.Client> | undefined;

  /** @param onNews called for each notification, and when a lost connection may have swallowed some */
  constructor(connection: pg.ClientConfig, channel: string, onNews: () => void) {
    this.#connection = connection;
    this.#channel = channel;
    this.#onNews = onNews;
  }

  /** Resolves once nothing that is notified from now on is missed. @throws the driver's error */
  async ready(): Promise<void> {
    this.#client ??= this.#listen();
    await this.#client;
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  async #listen(): Promise<pg.Client> {
    const client = new pg.Client(this.#connection);
    client.on('notification', this.#onNews);
    client.on('error', () => {
      this.#client = undefined;
      this.#onNews();
    });
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(this.#channel)}`);
      return client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }
}
