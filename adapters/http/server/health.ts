/** Describes something that the engine needs. `check` resolves if it answers. */
export interface Probe {
  readonly name: string;
  readonly check: () => Promise<void>;
}

export interface HealthProbes {
  /** Asks the databases: event store and read models. */
  readonly database: readonly Probe[];
  /** Services that an order cannot be placed without. */
  readonly required: readonly Probe[];
  /** Asks everything around the engine: services, gateways, the broker. */
  readonly integrations: readonly Probe[];
}

export interface ProbeResult {
  readonly name: string;
  readonly status: 'up' | 'down';
}

const timeLimitMs = 2_000;

const within = async (probe: Probe): Promise<ProbeResult> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, timeLimitMs, new Error(`${probe.name} did not answer within ${timeLimitMs} ms`));
  });
  try {
    await Promise.race([probe.check(), limit]);
    return { name: probe.name, status: 'up' };
  } catch {
    return { name: probe.name, status: 'down' };
  } finally {
    clearTimeout(timer);
  }
};

/** Asks all at once, each for at most two seconds. Never tells why one is down: reasons hold addresses. */
export const probeAll = (probes: readonly Probe[]): Promise<readonly ProbeResult[]> => Promise.all(probes.map(within));
