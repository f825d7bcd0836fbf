import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { guardCalls, type BreakerState, type GuardedCalls } from '../../../application/resilience/guarded-calls.ts';

const policy = { tries: 3, firstWait: 1, longestWait: 2, failuresToOpen: 4, openFor: 20 };
const away = (): Promise<never> => Promise.reject(new RangeError('away'));

describe('guarded calls', () => {
  let states: BreakerState[];

  const guarded = (duringProbe: 'fail' | 'wait'): GuardedCalls => {
    states = [];
    const isFailure = (error: Error) => error instanceof RangeError;
    const breakerChanged = (state: BreakerState) => void states.push(state);
    return guardCalls({ service: 'the service', policy, isFailure, duringProbe, breakerChanged });
  };

  const counted = async (calls: GuardedCalls, error: Error, repeatable: boolean): Promise<number> => {
    let tries = 0;
    const attempt = (): Promise<never> => {
      tries += 1;
      return Promise.reject(error);
    };
    await assert.rejects(calls.run(attempt, repeatable), error);
    return tries;
  };

  it('are tried again after a failure if they may be repeated, and no other', async () => {
    assert.equal(await counted(guarded('fail'), new RangeError('away'), true), 3);
    assert.equal(await counted(guarded('fail'), new RangeError('away'), false), 1);
    assert.equal(await counted(guarded('fail'), new Error('a bug'), true), 1);
  });

  for (const duringProbe of ['fail', 'wait'] as const) {
    it(`${duringProbe} while a probe decides whether the breaker closes again`, async () => {
      const calls = guarded(duringProbe);
      for (let call = 0; call < policy.failuresToOpen; call += 1)
        await assert.rejects(calls.run(away, false), RangeError);
      await assert.rejects(
        calls.run(() => Promise.resolve('unasked'), true),
        (error) => error instanceof ServiceUnavailableError && error.service === 'the service',
      );
      await pause(policy.openFor + 5);
      const probe = calls.run(() => pause(10, 'probed'), false);
      const other = calls.run(() => Promise.resolve('answered'), false).catch((error: unknown) => String(error));
      assert.equal(calls.breakerState(), 'half_open');
      assert.equal(await probe, 'probed');
      const refused = 'ServiceUnavailableError: the service does not answer; try again in a moment';
      assert.equal(await other, duringProbe === 'wait' ? 'answered' : refused);
      assert.deepEqual(states, ['open', 'half_open', 'closed']);
    });
  }
});
