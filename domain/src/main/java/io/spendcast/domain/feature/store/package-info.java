/** The port that keeps daily spend and feature tables, and the work that it plans. */
package io.spendcast.domain.feature.store;
