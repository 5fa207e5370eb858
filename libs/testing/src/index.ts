export { freshDatabase, type TestDatabase } from './database.ts';
export { rolePrefix } from './names.ts';
export { natsUsers, startTestNats, type TestNats } from './nats.ts';
export { asCustomer, asService, asStaff, type Person } from './people.ts';
export { type TestPlatform, testPlatform } from './platform.ts';
export { until } from './until.ts';
