export { claimedName, written } from '../../../platform/browser/claims';
