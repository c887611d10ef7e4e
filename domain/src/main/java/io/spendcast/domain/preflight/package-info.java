/** What is looked at before hours of computing are spent. */
package io.spendcast.domain.preflight;
