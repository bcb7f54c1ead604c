import type { ErrorReport } from '@/platform/report-errors'
import { quietly, server } from './call'

/** Tells the makers of something that the mini-program could not handle. */
export const reportProblem = (report: ErrorReport): void => quietly(server('reportError', { body: report }))
