import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import featuresServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { handleAppend, handleBatchAppend } from './appends.ts';
import { Faults } from './faults.ts';
import { EventLog } from './log.ts';
import { handleRead } from './reads.ts';
import type { SubscriptionSettings, Traffic } from './subscriptions.ts';

/** A server that speaks EventStoreDB's gRPC protocol, as far as the engine needs it, on loopback. */
export interface EventStoreDbServer {
  /** A connection string for the real client. */
  readonly url: string;
  /** The same, by way of gossip, as for a cluster. */
  readonly discoveryUrl: string;
  readonly log: EventLog;
  readonly faults: Faults;
  readonly traffic: Readonly<Traffic>;
  /** Breaks all connections and refuses new ones; the log stays. */
  stop(): void;
  /** Listens again, on the same port. */
  start(): Promise<void>;
}

export const startEventStoreDb = async (
  settings: SubscriptionSettings = { announcesCaughtUp: true },
): Promise<EventStoreDbServer> => {
  const log = new EventLog();
  const faults = new Faults();
  const traffic: Traffic = { messages: 0 };
  let port = 0;
  let server: Server | undefined;
  const start = async (): Promise<void> => {
    server = new Server({ 'grpc.max_receive_message_length': 16 * 1024 * 1024 });
    server.addService(streamsServices.StreamsService, {
      append: handleAppend(log, faults),
      batchAppend: handleBatchAppend(log, faults),
      read: handleRead(log, faults, settings, traffic),
    });
    server.addService(featuresServices.ServerFeaturesService, {
      getSupportedMethods: (
        call: ServerUnaryCall<unknown, unknown>,
        answer: sendUnaryData<InstanceType<typeof featuresPb.SupportedMethods>>,
      ) => {
        void faults.gate(call.getPeer()).then(() => {
          answer(null, supportedMethods());
        });
      },
    });
    server.addService(gossipServices.GossipService, {
      read: (_call: unknown, answer: sendUnaryData<InstanceType<typeof gossipPb.ClusterInfo>>) => {
        answer(null, oneLeader(port));
      },
    });
    port = await listen(server, port);
  };
  await start();
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    discoveryUrl: `esdb+discover://127.0.0.1:${port}?tls=false&maxDiscoverAttempts=2&discoveryInterval=10`,
    log,
    faults,
    traffic,
    start,
    stop: () => {
      server?.forceShutdown();
      server = undefined;
    },
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });

const supportedMethods = (): InstanceType<typeof featuresPb.SupportedMethods> => {
  const method = new featuresPb.SupportedMethod().setServiceName('event_store.client.streams.Streams');
  return new featuresPb.SupportedMethods()
    .setEventStoreServerVersion('24.10.0')
    .setMethodsList([method.setMethodName('batchappend')]);
};

const oneLeader = (port: number): InstanceType<typeof gossipPb.ClusterInfo> => {
  const member = new gossipPb.MemberInfo()
    .setState(gossipPb.MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setTimeStamp('0')
    .setHttpEndPoint(new gossipPb.EndPoint().setAddress('127.0.0.1').setPort(port));
  return new gossipPb.ClusterInfo().setMembersList([member]);
};
