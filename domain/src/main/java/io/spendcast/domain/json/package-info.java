/** JSON without a library, for the files that a service reads which has nothing but the domain. */
package io.spendcast.domain.json;
