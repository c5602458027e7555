"""What anybody needs: time, ids, refusals, the words of calls between gateway and services."""
