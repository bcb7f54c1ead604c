import * as download from '../../src/features/certificate/content/download'
import * as endorsements from '../../src/features/certificate/content/endorsements'
import * as paper from '../../src/features/certificate/content/paper'
import * as questions from '../../src/features/certificate/content/questions'
import * as registration from '../../src/features/certificate/content/registration'
import * as review from '../../src/features/certificate/content/review'
import * as score from '../../src/features/certificate/content/score'

/** Everything that candidates are told about the way from the score to the paper, by the file that it stands in. */
export const CONTENT = {
  download: { ...download },
  endorsements: { ...endorsements },
  paper: { ...paper },
  questions: { ...questions },
  registration: { ...registration },
  review: { ...review },
  score: { ...score },
}
