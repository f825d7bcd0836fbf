import { Histogram, type Registry } from 'prom-client';

/** Takes one request's outcome: `seconds` from its arrival to its answer. */
export type Observe = (method: string, route: string, status: number, seconds: number) => void;

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures requests by route template, never by path: the number of series stays that of the routes. */
export const requestMetrics = (registry: Registry): Observe => {
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  });
  return (method, route, status, seconds) => {
    histogram.observe({ method, route, status }, seconds);
  };
};
