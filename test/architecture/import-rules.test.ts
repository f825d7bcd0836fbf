import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { cruise, type ICruiseOptions, type IFlattenedRuleSet } from 'dependency-cruiser';

interface Rules {
  readonly forbidden: IFlattenedRuleSet['forbidden'];
  readonly options: ICruiseOptions;
}

describe('import rules', () => {
  it('hold everywhere: imports run inward only, and nothing runs in circles', async function () {
    this.timeout(60_000);
    const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Rules;
    const ruleSet = { forbidden: forbidden ?? [] };
    const { output } = await cruise(['domain', 'application', 'projections', 'adapters', 'test'], {
      ...options,
      ruleSet,
      validate: true,
    });
    assert.ok(typeof output === 'object');
    const violations = output.summary.violations.map((found) => `${found.rule.name}: ${found.from} -> ${found.to}`);
    assert.deepEqual(violations, []);
    assert.ok(output.summary.totalCruised > 50, 'the walls were looked at');
  });
});
