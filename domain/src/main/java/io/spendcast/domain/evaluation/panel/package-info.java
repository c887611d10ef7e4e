/** All that one pass over the held-out rows collects, by as-of date and by slice. */
package io.spendcast.domain.evaluation.panel;
