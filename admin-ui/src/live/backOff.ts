export { backOff } from '../../../platform/browser/backOff';
