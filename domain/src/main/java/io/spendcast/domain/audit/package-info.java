/** Whether what was written is still there, to the last byte. */
package io.spendcast.domain.audit;
