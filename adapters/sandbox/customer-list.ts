import type { Address } from '../../domain/shared/address.ts';

export interface SandboxCustomer {
  readonly customer_id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly loyalty_tier: 'bronze' | 'silver' | 'gold';
  /** What they have before they earn any. */
  readonly loyalty_points: number;
  /** In the sandbox's currency; absent: no credit. */
  readonly credit?: { readonly limit: string; readonly available: string };
  readonly addresses: readonly { readonly address_id: string; readonly address: Address }[];
}

const ana = { name: 'Ana Rojas', phone: '+51 1 555 0101' };
const bruno = { name: 'Bruno Díaz', phone: '+56 2 5555 0102' };
const tornillo = { name: 'Ferretería El Tornillo', phone: '+57 1 555 0103' };
const carla = { name: 'Carla Mendes', phone: '+55 11 5555 0104' };
const surena = { name: 'Distribuidora Sureña', phone: '+54 11 5555 0105' };

/** Whom the sandbox knows, in every organisation: shoppers, a business with credit, and one that has used its credit up. */
export const sandboxCustomers: readonly SandboxCustomer[] = [
  {
    ...ana,
    customer_id: 'c1',
    email: 'ana@example.com',
    loyalty_tier: 'gold',
    loyalty_points: 1250,
    addresses: [
      {
        address_id: 'home',
        address: {
          ...ana,
          line1: 'Av. Larco 101',
          line2: 'Dpto. 402',
          city: 'Lima',
          postal_code: '15074',
          country: 'PE',
        },
      },
      { address_id: 'work', address: { ...ana, line1: 'Jr. Camaná 780', city: 'Lima', country: 'PE' } },
    ],
  },
  {
    ...bruno,
    customer_id: 'c2',
    email: 'bruno@example.com',
    loyalty_tier: 'silver',
    loyalty_points: 340,
    addresses: [
      {
        address_id: 'home',
        address: { ...bruno, line1: 'Av. Providencia 2020', city: 'Santiago', region: 'RM', country: 'CL' },
      },
    ],
  },
  {
    ...tornillo,
    customer_id: 'c3',
    email: 'compras@tornillo.example',
    loyalty_tier: 'bronze',
    loyalty_points: 0,
    credit: { limit: '5000.00', available: '3500.00' },
    addresses: [
      { address_id: 'depot', address: { ...tornillo, line1: 'Calle 13 # 68-50', city: 'Bogotá', country: 'CO' } },
      { address_id: 'office', address: { ...tornillo, line1: 'Carrera 7 # 71-21', city: 'Bogotá', country: 'CO' } },
    ],
  },
  {
    ...carla,
    customer_id: 'c4',
    email: 'carla@example.com',
    loyalty_tier: 'bronze',
    loyalty_points: 15,
    addresses: [],
  },
  {
    ...surena,
    customer_id: 'c5',
    email: 'pagos@surena.example',
    loyalty_tier: 'silver',
    loyalty_points: 90,
    credit: { limit: '800.00', available: '0.00' },
    addresses: [
      { address_id: 'shop', address: { ...surena, line1: 'Av. Corrientes 1234', city: 'Buenos Aires', country: 'AR' } },
    ],
  },
];
