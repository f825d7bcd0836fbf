import { connect } from 'amqplib';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';

const timeoutMs = 2_000;

/** Resolves if the broker takes a connection. @throws ServiceUnavailableError */
export const pingRabbit = async (url: string): Promise<void> => {
  try {
    const connection = await connect(url, { timeout: timeoutMs });
    connection.on('error', () => undefined);
    await connection.close();
  } catch (error) {
    throw new ServiceUnavailableError('rabbitmq', { cause: error });
  }
};
