using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ApnaKart.Watch.Tests")]
