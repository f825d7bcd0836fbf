import type { GatewayServer } from '../../support/gateways/gateway-server.ts';
import { cancellingContract } from './contract/cancelling.ts';
import { capturingContract } from './contract/capturing.ts';
import { outageContract } from './contract/outages.ts';
import { payingContract } from './contract/paying.ts';
import { refundingContract } from './contract/refunding.ts';
import { useGateway, type GatewayUnderTest } from './contract/gateway-fixture.ts';
import { forgeryContract } from './contract/forgeries.ts';
import { webhookContract } from './contract/webhooks.ts';

/** Registers what every implementation of application/ports/payment-gateway.ts must do as mocha tests. */
export const gatewayContract = (underTest: GatewayUnderTest<GatewayServer>): void => {
  describe('payment gateway contract', () => {
    const fixture = useGateway(underTest);
    payingContract(fixture);
    capturingContract(fixture);
    cancellingContract(fixture);
    refundingContract(fixture);
    outageContract(fixture);
    webhookContract(fixture);
    forgeryContract(fixture);
  });
};
