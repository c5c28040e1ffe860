import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type Hub = Schemas['Hub'];
export type Question = Schemas['Question'];
export type Shown = Schemas['Shown'];
export type Trust = Schemas['Trust'];
export type Device = Schemas['Device'];
export type DeviceDetail = Schemas['DeviceDetail'];
export type Pairing = Schemas['Pairing'];
export type Peering = Schemas['Peering'];
export type Peer = Schemas['Peer'];
export type Mailbox = Schemas['Mailbox'];
export type Conversation = Schemas['Conversation'];
export type FlightRecord = Schemas['FlightRecord'];
export type FlightEntry = FlightRecord['entries'][number];
export type Plugin = Schemas['Plugin'];
export type Protocol = Plugin['protocols'][number];
export type Command = Schemas['Command'];
export type Parameter = Command['parameters'][number];
export type Offer = Schemas['Offer'];
export type CommandResult = Schemas['CommandResult'];
export type AuditRow = Schemas['AuditRow'];
export type AuditVerification = Schemas['AuditVerification'];
export type ProblemDocument = Schemas['Problem'];
