export { type AlarmClock, memoryAlarmClock, type Wake } from './alarmClock.ts';
export { redisAlarmClock } from './redisAlarmClock.ts';
