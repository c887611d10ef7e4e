/** Leak sentinels: checks in every training that nothing in it knows the future. */
package io.spendcast.domain.leak;
